import { makeFilledDataDir } from '../product/make-filled-data-dir.ts'
import { startRollcall } from '../product/started-rollcall.ts'
import { toMs, toSize } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { toTiming } from '../report/timing.ts'
import type { Bench } from './measure.ts'

const CONTACTS = 100_000
const STARTS = 7

/** `npm start` on data that is there, its PostgreSQL included. */
export async function secondStart(bench: Bench): Promise<Section[]> {
  const contacts = Math.min(CONTACTS, bench.contacts)
  await makeFilledDataDir(bench.dir, { contacts, nowSeconds: bench.nowSeconds })
  const readyMs: number[] = []
  // The first start migrates, and may build the dashboard: it does not count.
  for (let start = 0; start <= STARTS; start += 1) {
    bench.say(`start ${start} of ${STARTS}`)
    await using product = await startRollcall(bench.dir)
    if (start > 0) readyMs.push(product.readyMs)
  }
  return [
    {
      title: 'Second start',
      columns: ['from the start of the process', `with ${toSize(contacts)} contacts`],
      rows: [['until /readyz says yes, the index loaded', toMs(toTiming(readyMs))]],
      notes: [`Median of ${STARTS} starts, least and most.`],
    },
  ]
}
