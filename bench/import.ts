import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { importJob } from '@rollcall/contract'
import type { z } from 'zod'
import { choosePort } from '../packages/server/src/postgres/choose-port.ts'
import { startProduct } from '../packages/server/src/start-product.ts'

/*
 * How fast a CSV is imported, all in one process as in production: node bench/import.ts [file.csv | rows] [options as JSON]
 * Starts Rollcall with its own PostgreSQL in a temporary directory, uploads the file over HTTP while counting a segment every
 * 100 ms, and imports it once more. Prints rows per second, the growth of this process, how long the counts took, and how long
 * the event loop was held up. Without a file it makes one: 10 columns, 2 tags a row, seeded.
 */
const [source = '200000', optionsJson = '{}'] = process.argv.slice(2)
const SEED = 20_260_101
const COUNT_EVERY_MS = 100
const KEY = `rk_${randomBytes(32).toString('base64url')}`

const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
const port = await choosePort(undefined)
const base = `http://127.0.0.1:${port}`
const quiet = { info: () => {}, warn: console.warn, error: console.error }
const running = await startProduct(
  {
    ...{ port, host: '127.0.0.1', dataDir: dir, databaseUrl: null, publicUrl: base, apiKey: KEY, demo: false },
    ...{ smtpUrl: null, secretKey: randomBytes(32), trustProxy: false, checkMx: false },
  },
  { log: quiet, dashboardDir: Promise.resolve(null) },
)
try {
  const path = /^\d+$/.test(source) ? await makeFile(join(dir, 'people.csv'), Number(source)) : source
  await count(null)
  await measure('first import', path)
  await measure('the same again', path)
} finally {
  await running.stop()
  await rm(dir, { recursive: true, force: true })
}

async function measure(name: string, path: string) {
  const idleBytes = process.memoryUsage.rss()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const watched = watch()
  const startedAtMs = performance.now()
  const { id } = await send(path)
  const done = await waitFor(id)
  const importedMs = performance.now() - startedAtMs
  const total = await count(done.position)
  const visibleMs = performance.now() - startedAtMs
  delay.disable()
  const { peakBytes, countMs } = await watched.stop()
  const rows = done.counts.total
  console.log(`${name}: ${JSON.stringify(done.counts)}, ${total} in the index`)
  console.log(
    `  ${perSecond(rows, importedMs)} rows/s imported, ${perSecond(rows, visibleMs)} rows/s visible in counts`,
  )
  console.log(
    `  process grew by ${((peakBytes - idleBytes) / 2 ** 20).toFixed(0)} MiB from ${(idleBytes / 2 ** 20).toFixed(0)}`,
  )
  console.log(`  counts during it: p50 ${at(countMs, 0.5)} ms, p95 ${at(countMs, 0.95)} ms, n ${countMs.length}`)
  console.log(
    `  event loop held up: p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, most ${(delay.max / 1e6).toFixed(0)} ms`,
  )
}

function perSecond(rows: number, ms: number): string {
  return Math.round((rows / ms) * 1_000).toLocaleString('en')
}

function at(sortable: number[], share: number): string {
  const sorted = sortable.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
}

/** Counts a segment and looks at the memory every so often. */
function watch() {
  let peakBytes = 0
  let isOver = false
  const countMs: number[] = []
  const loop = (async () => {
    while (!isOver) {
      const startedAtMs = performance.now()
      await count(null)
      countMs.push(performance.now() - startedAtMs)
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
      await sleep(COUNT_EVERY_MS)
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

async function count(position: string | null): Promise<number> {
  const filters = { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] }
  const reply = await call('POST', '/v1/segments/preview', {
    body: JSON.stringify({ filters }),
    headers: { 'content-type': 'application/json', ...(position !== null && { 'rollcall-after': position }) },
  })
  // why: the route's own reply
  return ((await reply.json()) as { count: number }).count
}

async function send(path: string): Promise<{ id: string }> {
  const form = new FormData()
  form.append('options', optionsJson)
  form.append('file', await openAsBlob(path), 'people.csv')
  const reply = await call('POST', '/v1/imports', { body: form })
  // why: the route's own reply
  return (await reply.json()) as { id: string }
}

async function waitFor(id: string) {
  for (;;) {
    const reply = await call('GET', `/v1/imports/${id}`)
    // why: the route's own reply
    const job = (await reply.json()) as z.output<typeof importJob>
    if (job.status === 'failed') throw new Error(job.error ?? 'The import failed.')
    if (job.status === 'completed') return { ...job, position: reply.headers.get('rollcall-position') }
    await sleep(100)
  }
}

async function call(method: string, path: string, sent: RequestInit = {}): Promise<Response> {
  const reply = await fetch(base + path, {
    ...sent,
    method,
    headers: { authorization: `Bearer ${KEY}`, ...sent.headers },
  })
  if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`)
  return reply
}

async function makeFile(path: string, rows: number): Promise<string> {
  const out = createWriteStream(path)
  const random = mulberry32(SEED)
  const pick = (values: string[]) => values[Math.floor(random() * values.length)]
  out.write('email,first_name,last_name,phone,country,tags,plan,visits,spent,last_seen\n')
  for (let row = 0; row < rows; row += 1) {
    const name = [pick(['Ada', 'Bo', 'Chloé', 'Дмитрий', '美咲']), pick(['Lovelace', 'Nguyễn', 'García', 'Smith'])]
    const tags = `"Group ${Math.floor(random() * 50)}, ${pick(['VIP', 'Beta', 'Customer', 'Lead'])}"`
    const numbers = [Math.floor(random() * 500), (random() * 1_000).toFixed(2)]
    const day = `2025-${pick(['01', '05', '11'])}-${pick(['02', '17', '28'])}`
    const line = [
      `person${row}@example${row % 100}.org`,
      ...name,
      '',
      pick(['ID', 'DE', 'US', 'BR']),
      tags,
      pick(['free', 'pro']),
    ]
    if (!out.write(`${[...line, ...numbers, day].join(',')}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return path
}

/** Tommy Ettinger's mulberry32: the same rows in every run. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
