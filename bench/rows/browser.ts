import { contactsSteps } from '../browser/contacts-steps.ts'
import { measureFirstLoad } from '../browser/measure-first-load.ts'
import { measureStep, RUNS, type StepTimes } from '../browser/measure-step.ts'
import { openBrowser } from '../browser/open-browser.ts'
import { otherSteps, type Things } from '../browser/other-steps.ts'
import { makeFilledDataDir } from '../product/make-filled-data-dir.ts'
import { type StartedRollcall, startRollcall } from '../product/started-rollcall.ts'
import { short, toSize } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'
import type { Bench } from './measure.ts'

const MOST_CONTACTS = 1_000_000

/** How long people wait for what they do in the dashboard, in a real browser. */
export async function browser(bench: Bench): Promise<Section[]> {
  const contacts = Math.min(MOST_CONTACTS, bench.contacts)
  bench.say(`filling a record with ${toSize(contacts)} contacts`)
  await makeFilledDataDir(bench.dir, { contacts, nowSeconds: bench.nowSeconds })
  await using product = await startRollcall(bench.dir)
  // Awaited here: the product ends when this function does.
  return await measureDashboard(product, { contacts, say: bench.say })
}

/** The same on a product that is there. */
export async function measureDashboard(
  product: StartedRollcall,
  { contacts, say, only = '' }: { contacts: number; say: Bench['say']; only?: string },
): Promise<Section[]> {
  await using open = await openBrowser(product)
  const { words, ...things } = await findThings(product)
  const page = await open.newPage()
  const steps = [...contactsSteps(product.url, words), ...otherSteps(product.url, things)]
  const times: StepTimes[] = []
  for (const step of steps.filter(({ name }) => name.includes(only))) {
    try {
      times.push(await measureStep(page, step))
      say(toRow(times[times.length - 1]).join('  '))
    } catch (error) {
      console.error(error)
      times.push({ name: `${step.name}: not measured`, tookMs: [], scriptMs: Number.NaN, styleMs: Number.NaN })
    }
  }
  return [toSection(times, contacts), await measureFirstLoad(open)]
}

async function findThings({ call }: StartedRollcall): Promise<Things & { words: string[] }> {
  type Listed<Item> = { data: Item[] }
  const list = async <Item>(method: string, path: string, json?: unknown) => {
    const reply = await call(method, path, { json })
    // why: the dashboard's own answers, whose shape the contract keeps
    return ((await reply.json()) as Listed<Item>).data
  }
  const people = await list<{ id: string; lastName: string }>('POST', '/v1/contacts/search', { limit: 100 })
  const tags = await list<{ name: string }>('GET', '/v1/tags?limit=100')
  const segments = await list<{ id: string }>('GET', '/v1/segments?limit=100')
  return {
    person: people[0].id,
    tags: tags.map(({ name }) => name),
    segments: segments.map(({ id }) => id),
    words: people.map(({ lastName }) => lastName).filter(({ length }) => length >= 4),
  }
}

function toSection(times: StepTimes[], contacts: number): Section {
  return {
    title: `The dashboard in Chromium at ${toSize(contacts)} contacts`,
    columns: ['what a person does', 'p50 ms', 'p95 ms', 'most ms', 'script ms', 'style and layout ms'],
    rows: times.map(toRow),
    notes: [
      `${RUNS} times each, after two that are not counted: the page's code is there, the answer is not, unless it says so. ` +
        'From the event of the mouse or the keyboard until the frame in which the whole answer stands (no skeleton, no number ' +
        'of the question before) has been painted, which is known at the start of the frame after it.',
      'Unless pressed at once, the pointer rests for 0.2 s on the name that it presses, as a hand does; what stands behind it ' +
        'is asked for meanwhile. A finger or a key presses at once.',
      'Without a graphics card: Chromium paints on the same cores on which the product and its PostgreSQL run. Script, style ' +
        'and layout are means, until somewhat after the answer.',
    ],
  }
}

function toRow({ name, tookMs, scriptMs, styleMs }: StepTimes): string[] {
  const figures = [percentile(tookMs, 0.5), percentile(tookMs, 0.95), Math.max(...tookMs), scriptMs, styleMs]
  return [name, ...figures.map(short)]
}
