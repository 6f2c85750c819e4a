import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { startRollcall } from '../bench/product/started-rollcall.ts'

const only = new RegExp(process.argv[2] ?? '.')
const isProf = process.argv[3] === 'prof'
const runs = Number(process.argv[4] ?? 20)
rmSync('/tmp/cp', { recursive: true, force: true })
const product = await startRollcall(
  '/tmp/prof1m',
  isProf ? { NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/cp --cpu-prof-interval=500' } : {},
)
const call = async (method: string, path: string, json?: unknown) => {
  const t = performance.now()
  const r = await product.call(method, path, json === undefined ? undefined : { json })
  const text = await r.text()
  return { ms: performance.now() - t, text, status: r.status }
}
const people = JSON.parse((await call('POST', '/v1/contacts/search', { limit: 100 })).text).data
const segments = JSON.parse((await call('GET', '/v1/segments?limit=100')).text).data
const measure = async (name: string, of: (n: number) => [string, string, unknown?]) => {
  if (!only.test(name)) return
  const all: number[] = []
  for (let i = 0; i < runs; i++) {
    const { ms, status, text } = await call(...of(i % 100))
    if (status >= 300) console.log(name, status, text.slice(0, 200))
    all.push(ms)
  }
  const s = all.toSorted((a, b) => a - b)
  console.log(
    name.padEnd(40),
    'first',
    all[0].toFixed(0),
    'p50',
    s[s.length >> 1].toFixed(1),
    'p95',
    s[Math.floor(s.length * 0.95) - 1].toFixed(1),
    'max',
    s.at(-1)!.toFixed(1),
  )
}
const p = (i: number) => people[i].id
const cols = ['email', 'name', 'country', 'createdAt', 'company', 'language', 'firstName', 'lastName', 'fields.visits']
if (only.test('sorts'))
  for (const f of cols)
    for (const direction of ['asc', 'desc', 'asc']) {
      const { ms } = await call('POST', '/v1/contacts/search', { limit: 60, sort: { field: f, direction } })
      console.log('sort', direction, f, ms.toFixed(0))
    }
await measure('again', (i) => ['POST', '/v1/contacts/search', { limit: 60, sort: { field: cols[i % 9] } }])
await measure('person', (i) => ['GET', `/v1/contacts/${p(i)}`])
await measure('person segments', (i) => ['GET', `/v1/contacts/${p(i)}/segments`])
await measure('person tags', (i) => ['GET', `/v1/contacts/${p(i)}/tags`])
await measure('person topics', (i) => ['GET', `/v1/contacts/${p(i)}/topics`])
await measure('person timeline', (i) => ['GET', `/v1/contacts/${p(i)}/timeline?limit=20`])
await measure('person timeline funnel', (i) => ['GET', `/v1/contacts/${p(i)}/timeline?kinds=funnel&limit=20`])
await measure('person opportunities', (i) => ['GET', `/v1/opportunities?contact=${p(i)}&limit=50`])
await measure('segments page', () => ['GET', `/v1/segments?limit=50`])
await measure('one segment', (i) => ['GET', `/v1/segments/${segments[i].id}`])
await measure('segment uses', (i) => ['GET', `/v1/segments/${segments[i].id}/uses`])
await measure('preview', (i) => [
  'POST',
  '/v1/segments/preview',
  { filters: segments[i].filters, segment: segments[i].id, include: ['sample', 'funnel'] },
])
await measure('preview plain', (i) => ['POST', '/v1/segments/preview', { filters: segments[i].filters }])
await measure('audience', (i) => [
  'POST',
  '/v1/campaigns/audience',
  { audience: { include: { filters: segments[i].filters } } },
])
await measure('search page 60', (i) => ['POST', '/v1/contacts/search', { limit: 60, filters: segments[i].filters }])
await measure('explain', (i) => ['POST', '/v1/segments/explain', { filters: segments[i].filters, contact: p(i) }])
await product[Symbol.asyncDispose]()
if (isProf)
  for (const f of readdirSync('/tmp/cp')) {
    const prof = JSON.parse(readFileSync('/tmp/cp/' + f, 'utf8'))
    const byId = new Map(prof.nodes.map((n: any) => [n.id, n])) as Map<number, any>
    const parent = new Map<number, number>()
    for (const n of prof.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
    const self = new Map<string, number>(),
      incl = new Map<string, number>()
    let tot = 0
    const skip = prof.samples.length * 0
    prof.samples.forEach((id: number, i: number) => {
      if (i < skip) return
      const d = prof.timeDeltas[i] / 1000
      tot += d
      const nm = (n: any) =>
        `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.replace('file:///work/main/', '')}:${n.callFrame.lineNumber + 1}`
      const me = nm(byId.get(id))
      self.set(me, (self.get(me) ?? 0) + d)
      const seen = new Set<string>()
      for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) {
        const x = nm(byId.get(at))
        if (!seen.has(x)) {
          seen.add(x)
          incl.set(x, (incl.get(x) ?? 0) + d)
        }
      }
    })
    console.log('\n##', f, tot.toFixed(0), 'ms')
    const top = (m: Map<string, number>, n: number) =>
      [...m]
        .sort((a, b) => b[1] - a[1])
        .slice(0, n)
        .map(([k, v]) => `  ${v.toFixed(0)} ${k}`)
        .join('\n')
    console.log(top(self, 30) + '\n incl\n' + top(incl, 60))
  }
