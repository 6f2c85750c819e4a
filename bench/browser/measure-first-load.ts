import type { Page } from 'playwright-core'
import { short } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'
import type { OpenBrowser } from './open-browser.ts'

const RUNS = 9
const TABLE = `document.querySelectorAll('table[aria-label=Contacts] tbody a').length > 10 && paintClock.isWhole()`
// Until the frame after the one with the table; the page's own clock starts when the address was asked for.
const UNTIL_TABLE = `new Promise((done) => {
  const look = () => requestAnimationFrame((${TABLE}) ? () => done(performance.now()) : look)
  look()
})`

/** What arrives, and how long it takes, until the contacts stand in a browser that has never been here. */
export async function measureFirstLoad({ address, newPage }: OpenBrowser): Promise<Section> {
  const loads: { bytes: number; tookMs: number }[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const page = await newPage()
    loads.push(await load(page, `${address}/contacts`))
    await page.context().close()
  }
  const took = loads.map(({ tookMs }) => tookMs)
  return {
    title: 'The dashboard’s first load, contacts as the first page',
    columns: ['compressed script', 'p50 ms to the table', 'most ms'],
    rows: [[`${short(loads[0].bytes / 1_000)} kB`, short(percentile(took, 0.5)), short(Math.max(...took))]],
    notes: [
      `${RUNS} loads over loopback, each in a profile of its own, nothing in its cache.`,
      'Script that is fetched until the table stands; what is fetched for later while nothing else happens is not counted.',
    ],
  }
}

async function load(page: Page, address: string): Promise<{ bytes: number; tookMs: number }> {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('.js')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(address, { waitUntil: 'commit' })
  const tookMs = await page.evaluate<number>(UNTIL_TABLE)
  return { bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0), tookMs }
}
