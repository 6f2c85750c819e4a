import type { Page } from 'playwright-core'
import type { Step } from './step.ts'

export const RUNS = 20
// Code arrives and is compiled, caches of the database fill.
const UNTIMED_RUNS = 2
const PATIENCE_MS = 20_000

/** What one thing took, each time that it was done. */
export type StepTimes = { name: string; tookMs: number[]; scriptMs: number; styleMs: number }

/** Does a thing again and again. */
export async function measureStep(page: Page, step: Step): Promise<StepTimes> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? 0)
    return { script: of('ScriptDuration'), style: of('RecalcStyleDuration') + of('LayoutDuration') }
  }
  const times = { name: step.name, tookMs: [] as number[], scriptMs: 0, styleMs: 0 }
  for (let run = 0; run < UNTIMED_RUNS + RUNS; run += 1) {
    await step.prepare(page, run)
    const before = await spent()
    const tookMs = await timeOnce(page, step, run)
    const after = await spent()
    if (run < UNTIMED_RUNS) continue
    times.tookMs.push(tookMs)
    times.scriptMs += (after.script - before.script) / RUNS
    times.styleMs += (after.style - before.style) / RUNS
  }
  await session.detach()
  return times
}

async function timeOnce(page: Page, step: Step, run: number): Promise<number> {
  const { on, mark = 'undefined', shown } = step
  await page.evaluate(`paintClock.arm('${on}', () => ${mark}, (before) => ${shown})`)
  await step.act(page, run)
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`${step.name}: not shown after ${PATIENCE_MS} ms, at ${page.url()}`)),
      PATIENCE_MS,
    )
  })
  return Promise.race([page.evaluate<number>('painted'), late])
}
