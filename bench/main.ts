import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeLoad, describeMachine, warnOfOthers } from './machine.ts'
import { endOnSignal } from './product/end-on-signal.ts'
import { type Section, toMarkdown, toText } from './report/section.ts'
import { browser } from './rows/browser.ts'
import { counts } from './rows/counts.ts'
import { importing } from './rows/import.ts'
import { ingest } from './rows/ingest.ts'
import { live } from './rows/live.ts'
import type { Measure } from './rows/measure.ts'
import { product } from './rows/product.ts'
import { secondStart } from './rows/second-start.ts'
import { sendingAlone } from './rows/sending-alone.ts'

/*
 * npm run bench -- [--contacts 100k|1m|10m] [--only counts,import] [--file people.csv] [--options '{…}']
 * README.md says what each row means.
 */
const MEASURES: Record<string, Measure> = {
  counts,
  product,
  live,
  import: importing,
  events: ingest,
  start: secondStart,
  browser,
  sending: sendingAlone,
}
const SIZES: Record<string, number> = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000, '10m': 10_000_000 }

const { values: given } = parseArgs({
  options: {
    contacts: { type: 'string', default: '1m' },
    only: { type: 'string' },
    file: { type: 'string' },
    options: { type: 'string' },
  },
})
const contacts = SIZES[given.contacts.toLowerCase()]
// Sending is part of `product` already.
const names = given.only?.split(',') ?? Object.keys(MEASURES).filter((name) => name !== 'sending')
const unknown = names.filter((name) => !Object.hasOwn(MEASURES, name))
if (contacts === undefined) throw new Error(`--contacts is ${given.contacts}; give ${Object.keys(SIZES).join(', ')}.`)
if (unknown.length > 0) throw new Error(`--only names ${unknown}; there are ${Object.keys(MEASURES).join(', ')}.`)

const startedAt = new Date()
const facts = [...describeMachine(startedAt), describeLoad('at the start'), ...warnOfOthers()]
console.log(facts.join('\n'))
const sections: Section[] = []
for (const name of names) sections.push(...(await measure(name)))
const minutes = ((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)
console.log(`${describeLoad('at the end')}, ${minutes} minutes`)
if (given.only === undefined) await writeResults()

async function measure(name: string): Promise<Section[]> {
  const dir = await mkdtemp(join(tmpdir(), `rollcall-bench-${name}-`))
  // PostgreSQL, which runs as another user when we are root, has to pass; else its cluster is kept outside and stays there.
  await chmod(dir, 0o711)
  const remove = () => rm(dir, { recursive: true, force: true })
  const forget = endOnSignal(remove)
  const say = (text: string) => console.log(`[${name}] ${text} (load ${loadavg()[0].toFixed(1)})`)
  try {
    const nowSeconds = Math.floor(startedAt.getTime() / 1000)
    const found = await MEASURES[name]({ ...given, contacts, nowSeconds, dir, say })
    for (const section of found) console.log(toText(section))
    return found
  } catch (error) {
    console.error(error)
    const reason = String(error instanceof Error ? error.message : error)
    return [{ title: name, columns: ['not measured'], rows: [[reason.slice(0, 300)]] }]
  } finally {
    forget()
    await remove()
  }
}

async function writeResults() {
  const ran = `\`npm run bench -- --contacts ${given.contacts}\`, ${minutes} minutes`
  const head = [...facts, describeLoad('at the end'), ran].map((fact) => `- ${fact}`)
  const parts = ['# What was measured\n', `${head.join('\n')}\n`, ...sections.map(toMarkdown)]
  await writeFile(new URL('RESULTS.md', import.meta.url), parts.join('\n'))
}
