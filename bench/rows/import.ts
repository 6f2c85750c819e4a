import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { importJob } from '@rollcall/contract'
import type { z } from 'zod'
import { writeCsv } from '../fixture/write-csv.ts'
import { type StartedRollcall, startRollcall } from '../product/started-rollcall.ts'
import { short, toMiB, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'
import type { Bench } from './measure.ts'

const ROWS = 1_000_000
const WATCH_EVERY_MS = 100

type Job = z.output<typeof importJob>
type Imported = {
  rows: number
  importedMs: number
  visibleMs: number
  idleBytes: number
  peakBytes: number
  countMs: number[]
}

/** A CSV into an empty product, then the same file again where nothing changes, while a segment is counted all along. */
export async function importing(bench: Bench): Promise<Section[]> {
  const path = bench.file ?? join(bench.dir, 'people.csv')
  if (bench.file === undefined) await writeCsv(path, Math.min(ROWS, bench.contacts))
  const dataDir = join(bench.dir, 'data')
  const results = await importTwice(bench, path, dataDir)
  await using restarted = await startRollcall(dataDir)
  return [toSection(results, restarted.residentBytes())]
}

async function importTwice(bench: Bench, path: string, dataDir: string): Promise<[string, Imported][]> {
  await using product = await startRollcall(dataDir)
  await count(product)
  const results: [string, Imported][] = []
  for (const name of ['everybody is new', 'the same file again']) {
    bench.say(`import: ${name}`)
    results.push([name, await importOnce(product, path, bench.options)])
  }
  return results
}

async function importOnce(product: StartedRollcall, path: string, options = '{}'): Promise<Imported> {
  const idleBytes = product.residentBytes()
  const watched = watch(product)
  const startedAtMs = performance.now()
  const form = new FormData()
  form.append('options', options)
  form.append('file', await openAsBlob(path), 'people.csv')
  // why: the route's own reply
  const { id } = (await (await product.call('POST', '/v1/imports', { body: form })).json()) as Job
  const { rows, position } = await untilDone(product, id)
  const importedMs = performance.now() - startedAtMs
  await count(product, position)
  const visibleMs = performance.now() - startedAtMs
  return { rows, importedMs, visibleMs, idleBytes, ...(await watched.stop()) }
}

async function untilDone(product: StartedRollcall, id: string) {
  for (;;) {
    const reply = await product.call('GET', `/v1/imports/${id}`)
    // why: the route's own reply
    const job = (await reply.json()) as Job
    if (job.status === 'failed') throw new Error(job.error ?? 'The import failed.')
    const position = reply.headers.get('rollcall-position') ?? undefined
    if (job.status === 'completed') return { rows: job.counts.total, position }
    await sleep(WATCH_EVERY_MS)
  }
}

/** Counts a segment and looks at the memory every so often. */
function watch(product: StartedRollcall) {
  let isOver = false
  let peakBytes = 0
  const countMs: number[] = []
  const loop = (async () => {
    while (!isOver) {
      const startedAtMs = performance.now()
      await count(product)
      countMs.push(performance.now() - startedAtMs)
      peakBytes = Math.max(peakBytes, product.residentBytes())
      await sleep(WATCH_EVERY_MS)
    }
  })()
  return {
    async stop() {
      isOver = true
      await loop
      return { peakBytes, countMs }
    },
  }
}

async function count(product: StartedRollcall, after?: string): Promise<void> {
  const filters = { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] }
  const reply = await product.call('POST', '/v1/segments/preview', { json: { filters }, ...(after && { after }) })
  await reply.json()
}

function toSection(results: [string, Imported][], restartedBytes: number): Section {
  const rows = results.map(([name, { rows, importedMs, visibleMs, idleBytes, peakBytes, countMs }]) => [
    `${name}, ${toSize(rows)} rows`,
    `${whole((rows / importedMs) * 1000)} rows/s`,
    `${whole((rows / visibleMs) * 1000)} rows/s`,
    `${toMiB(peakBytes - idleBytes)} from ${toMiB(idleBytes)}`,
    `${toMiB(peakBytes - restartedBytes)}`,
    `${short(percentile(countMs, 0.5))} / ${short(percentile(countMs, 0.95))} ms`,
  ])
  return {
    title: 'CSV import: 10 columns, 2 tags a row, upsert, index following',
    columns: [
      'import',
      'imported',
      'visible in counts',
      'growth',
      'above a start with them',
      'counts meanwhile p50 / p95',
    ],
    rows,
    notes: [
      'One run. Growth is the peak of resident memory over what it was before; it includes the people in the index. ' +
        '"Above a start with them" compares the peak with the same product just started with these people.',
    ],
  }
}
