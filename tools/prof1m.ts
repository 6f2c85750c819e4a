import { existsSync, writeFileSync } from 'node:fs'
import { contactsSteps } from '../bench/browser/contacts-steps.ts'
import { openBrowser } from '../bench/browser/open-browser.ts'
import { otherSteps } from '../bench/browser/other-steps.ts'
import { makeFilledDataDir } from '../bench/product/make-filled-data-dir.ts'
import { startRollcall } from '../bench/product/started-rollcall.ts'

const dir = '/tmp/prof1m'
const only = process.argv[2].split(',')
const runs = 10
if (!existsSync(dir))
  await makeFilledDataDir(dir, { contacts: 1_000_000, nowSeconds: Math.floor(Date.now() / 1000) } as never)
const product = await startRollcall(dir)
try {
  const open = await openBrowser(product)
  const list = async (method: string, path: string, json?: unknown) =>
    ((await (await product.call(method, path, { json })).json()) as any).data
  const people = await list('POST', '/v1/contacts/search', { limit: 100 })
  const tags = await list('GET', '/v1/tags?limit=100')
  const segments = await list('GET', '/v1/segments?limit=100')
  const things = { person: people[0].id, tags: tags.map((t: any) => t.name), segments: segments.map((s: any) => s.id) }
  const words = people.map((p: any) => p.lastName).filter((w: string) => w.length >= 4)
  const page = await open.newPage()
  const steps = [...contactsSteps(product.url, words), ...otherSteps(product.url, things)]
  for (const step of steps.filter(({ name }) => only.some((o) => name.includes(o)))) {
    const session = await page.context().newCDPSession(page)
    await session.send('Profiler.enable')
    await session.send('Profiler.setSamplingInterval', { interval: 200 })
    const self = new Map<string, number>(),
      incl = new Map<string, number>()
    const times: number[] = []
    let last: any
    for (let run = 0; run < runs + 2; run++) {
      await step.prepare(page, run)
      await page.evaluate(`paintClock.arm('${step.on}', () => ${step.mark ?? 'undefined'}, (before) => ${step.shown})`)
      await page.evaluate(
        `performance.clearResourceTimings(); addEventListener('${step.on}', e => { window.t0 = e.timeStamp }, { capture: true, once: true })`,
      )
      await session.send('Profiler.start')
      await step.act(page, run)
      const took = await page.evaluate<number>('painted')
      const { profile } = await session.send('Profiler.stop')
      if (run === 5 || run === 8) {
        await page.waitForTimeout(300)
        console.log(
          step.name,
          took.toFixed(0),
          await page.evaluate(
            `JSON.stringify(performance.getEntriesByType('resource').filter(e=>e.startTime > window.t0-30).map(e=>[e.name.slice(22,90), Math.round(e.startTime-window.t0), Math.round(e.responseStart-window.t0), Math.round(e.responseEnd-window.t0), e.transferSize]),null,0)`,
          ),
        )
      }
      if (run < 2) continue
      times.push(took)
      last = profile
      const byId = new Map(profile.nodes.map((n) => [n.id, n]))
      const parent = new Map<number, number>()
      for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
      profile.samples!.forEach((id, i) => {
        const d = profile.timeDeltas![i] / 1000 / runs
        const name = (n: any) =>
          `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').pop()}:${n.callFrame.lineNumber}`
        self.set(name(byId.get(id)), (self.get(name(byId.get(id))) ?? 0) + d)
        const seen = new Set<string>()
        for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) {
          const nm = name(byId.get(at))
          if (!seen.has(nm)) {
            seen.add(nm)
            incl.set(nm, (incl.get(nm) ?? 0) + d)
          }
        }
      })
    }
    times.sort((a, b) => a - b)
    console.log(`\n== ${step.name}: p50 ${times[times.length >> 1].toFixed(0)} max ${times.at(-1)!.toFixed(0)}`)
    const top = (m: Map<string, number>, n: number) =>
      [...m]
        .sort((a, b) => b[1] - a[1])
        .slice(0, n)
        .map(([k, v]) => `  ${v.toFixed(1)} ${k}`)
        .join('\n')
    console.log('self\n' + top(self, 30) + '\nincl\n' + top(incl, 260))
    writeFileSync(`/tmp/prof-${step.name.replace(/\W+/g, '-')}.cpuprofile`, JSON.stringify(last))
    await session.detach()
  }
  await open[Symbol.asyncDispose]()
} finally {
  await product[Symbol.asyncDispose]()
}
