import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type AudienceSize, EVENTS_PER_CONTACT } from '../fixture/audience.ts'
import { type FixtureFiles, writeFixture } from '../fixture/write-files.ts'
import { openClickhouse } from '../peers/clickhouse.ts'
import { openDuckdb } from '../peers/duckdb.ts'
import { installPeers } from '../peers/install-peers.ts'
import type { OpenPeer } from '../peers/peer.ts'
import { openPostgres } from '../peers/postgres.ts'
import { toSize } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { askSuite } from '../suite/ask-suite.ts'
import { openRollcall } from '../suite/open-rollcall.ts'
import { toContender } from '../suite/peer-contender.ts'
import { toCountsSection, toCurveSection, toWaysSection } from './counts-report.ts'
import { toIndexMemorySection } from './index-memory-report.ts'
import type { Bench } from './measure.ts'

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000]

/** Above this PostgreSQL is left out, to keep the run short: a million contacts take it 35 s to load and index. */
const POSTGRES_CONTACTS = 1_000_000

/** A contender's answers, or why it has none. */
export type Participant = { name: string; version: string } & (
  | { answered: Awaited<ReturnType<typeof askSuite>>; loadMs: number }
  | { absent: string }
)

/** All that was measured at one size; ours comes first. */
export type SizeResult = {
  contacts: number
  participants: Participant[]
  stats: Awaited<ReturnType<typeof openRollcall>>['stats']
}

/** Counts of the suite: our index beside PostgreSQL, DuckDB and ClickHouse, on the same data, one after the other. */
export async function counts(bench: Bench): Promise<Section[]> {
  const sizes = SIZES.filter((contacts) => contacts <= bench.contacts)
  const results: SizeResult[] = []
  for (const contacts of sizes) results.push(await measureSize(bench, contacts))
  const largest = results[results.length - 1]
  return [toCountsSection(largest), toCurveSection(results), toWaysSection(largest), toIndexMemorySection(results)]
}

async function measureSize(bench: Bench, contacts: number): Promise<SizeResult> {
  const size = { contacts, nowSeconds: bench.nowSeconds }
  bench.say(`${toSize(contacts)} contacts, ${toSize(contacts * EVENTS_PER_CONTACT)} events: Rollcall`)
  const ours = await askOurs(size)
  const dir = join(bench.dir, String(contacts))
  const files = writeFixture(dir, size)
  const peers: Participant[] = []
  for (const [name, open] of PEERS) {
    bench.say(`${toSize(contacts)} contacts: ${name}`)
    peers.push(await askPeer(name, open, { files, dir: join(dir, name), bench }))
  }
  await rm(dir, { recursive: true })
  return { contacts, participants: [ours.participant, ...peers], stats: ours.stats }
}

const PEERS: [name: string, open: OpenPeer][] = [
  ['PostgreSQL', openPostgres],
  ['DuckDB', openDuckdb],
  ['ClickHouse', openClickhouse],
]

async function askOurs(size: AudienceSize) {
  const startedAtMs = performance.now()
  const index = await openRollcall(size)
  const loadMs = performance.now() - startedAtMs
  const { name, version, stats } = index
  try {
    return { participant: { name, version, answered: await askSuite(index), loadMs }, stats }
  } finally {
    await index.close()
  }
}

type PeerPlace = { files: FixtureFiles; dir: string; bench: Bench }

// A peer that cannot take part must not end the run, and must not be left out silently either.
async function askPeer(name: string, open: OpenPeer, { files, dir, bench }: PeerPlace): Promise<Participant> {
  if (name === 'PostgreSQL' && files.size.contacts > POSTGRES_CONTACTS)
    return { name, version: '', absent: `left out above ${toSize(POSTGRES_CONTACTS)} contacts, to keep the run short` }
  try {
    await mkdir(dir)
    if (name !== 'PostgreSQL') await installPeers(bench.say)
    const startedAtMs = performance.now()
    const peer = await open(files, dir)
    const loadMs = performance.now() - startedAtMs
    try {
      const answered = await askSuite(toContender(peer, files.size.nowSeconds))
      return { name, version: peer.version, answered, loadMs }
    } finally {
      await peer.close()
    }
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    return { name, version: '', absent: reason.slice(0, 200) }
  }
}
