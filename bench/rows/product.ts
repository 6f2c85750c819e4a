import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../packages/server/src/store/database.ts'
import { EVENTS_PER_CONTACT } from '../fixture/audience.ts'
import { fillRecord } from '../product/fill-record.ts'
import { startPostgres } from '../product/start-postgres.ts'
import { startSink } from '../product/start-sink.ts'
import { startRollcall } from '../product/started-rollcall.ts'
import { short, toMiB, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { type BootTime, measureBoot } from './boot.ts'
import { measureChanges } from './changes.ts'
import { measureHttpCounts } from './http-counts.ts'
import type { Bench } from './measure.ts'
import { measureSending } from './sending.ts'

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000]
/** Counts, changes and sending are measured at this size, or at the largest below it. */
const HTTP_CONTACTS = 1_000_000

type OnDisk = { contactBytes: number; eventBytes: number }
type SizeResult = { contacts: number; boot: BootTime; onDisk: OnDisk; readyMs: number; residentBytes: number }

/** The product on the fixture: loading its index, its memory, counts and changes over HTTP, sending. */
export async function product(bench: Bench): Promise<Section[]> {
  const results: SizeResult[] = []
  const http: Section[] = []
  for (const contacts of SIZES.filter((size) => size <= bench.contacts)) {
    const dataDir = join(bench.dir, String(contacts))
    bench.say(`filling a record with ${toSize(contacts)} contacts, then loading the index from it`)
    const record = await measureRecord(bench, contacts, dataDir)
    const { sections, ...started } = await measureStarted(bench, contacts, dataDir)
    results.push({ contacts, ...record, ...started })
    http.push(...sections)
    await rm(dataDir, { recursive: true })
  }
  return [...http, toBootSection(results), toMemorySection(results)]
}

async function measureStarted(bench: Bench, contacts: number, dataDir: string) {
  bench.say(`the product with ${toSize(contacts)} contacts`)
  using sink = await startSink()
  await using running = await startRollcall(dataDir, { SMTP_URL: sink.url })
  const started = { readyMs: running.readyMs, residentBytes: running.residentBytes() }
  if (contacts !== Math.min(HTTP_CONTACTS, bench.contacts)) return { ...started, sections: [] }
  bench.say('counts over HTTP, changes, sending')
  const counts = await measureHttpCounts(running, `Counts over HTTP at ${toSize(contacts)} contacts`)
  const changes = await measureChanges(running, { contacts, nowSeconds: bench.nowSeconds })
  return { ...started, sections: [counts, changes, ...(await measureSending(running, { sink, contacts }))] }
}

async function measureRecord({ nowSeconds }: Bench, contacts: number, dataDir: string) {
  await using postgres = await startPostgres(dataDir)
  const projectId = await fillRecord(postgres.connectionString, { contacts, nowSeconds })
  const onDisk = await readSizes(postgres.connectionString, contacts)
  return { onDisk, boot: await measureBoot(postgres.connectionString, projectId) }
}

async function readSizes(connectionString: string, contacts: number): Promise<OnDisk> {
  const database = openDatabase(connectionString, 1)
  const [sizes] = await database.query<{ contacts: number; events: number }>(
    `select pg_total_relation_size('contacts') + pg_total_relation_size('contact_tags') as contacts,
       (select sum(pg_total_relation_size(inhrelid))::float8 from pg_inherits where inhparent = 'events'::regclass) as events`,
  )
  await database.close()
  return { contactBytes: sizes.contacts / contacts, eventBytes: sizes.events / (EVENTS_PER_CONTACT * contacts) }
}

function toBootSection(results: SizeResult[]): Section {
  const rows = results.map(({ contacts, boot, readyMs }) => [
    toSize(contacts),
    whole((contacts / boot.contactsMs) * 1000),
    whole(((EVENTS_PER_CONTACT * contacts) / boot.eventsMs) * 1000),
    short(readyMs / 1000),
  ])
  return {
    title: 'The index loaded from the record',
    columns: ['contacts', 'contacts/s', 'events/s', 'process start to ready, s'],
    rows,
    notes: ['One run at each size.'],
  }
}

function toMemorySection(results: SizeResult[]): Section {
  const [smallest] = results
  const rows = results.map(({ contacts, residentBytes, onDisk }) => [
    toSize(contacts),
    toMiB(residentBytes),
    contacts === smallest.contacts
      ? ''
      : whole((residentBytes - smallest.residentBytes) / (contacts - smallest.contacts)),
    whole(onDisk.contactBytes),
    whole(onDisk.eventBytes),
  ])
  return {
    title: 'Memory of the product’s process, and what PostgreSQL keeps',
    columns: [
      'contacts',
      'process just started',
      'bytes a contact with its 5 events',
      'on disk: bytes a contact with 3 tags',
      'on disk: bytes an event',
    ],
    rows,
    notes: ['Resident memory of our process once it is ready; its PostgreSQL apart. On disk: tables and indexes.'],
  }
}
