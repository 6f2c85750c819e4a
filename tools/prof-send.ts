import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { execSync } from 'node:child_process'
import { startSink } from '../bench/product/start-sink.ts'
import { startRollcall } from '../bench/product/started-rollcall.ts'
const isProf = process.argv[2] === 'prof'
rmSync('/tmp/cp', { recursive: true, force: true })
execSync('rm -rf /tmp/d1; cp -a /tmp/d100k /tmp/d1')
if (process.argv[2] === 'pg') { appendFileSync('/tmp/d1/postgres/postgresql.auto.conf', ["shared_preload_libraries = 'pg_stat_statements,auto_explain'", "pg_stat_statements.track = all", "auto_explain.log_min_duration = 12", "auto_explain.log_analyze = on", "auto_explain.log_buffers = on", "auto_explain.log_triggers = on", ''].join('\n')); execSync('chown -R --reference=/tmp/d100k/postgres /tmp/d1/postgres') }
const sink = await startSink()
const product = await startRollcall('/tmp/d1', { SMTP_URL: sink.url, ...(isProf ? { NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/cp --cpu-prof-interval=500' } : {}) })
const CAMPAIGN = {
  name: 'To everybody',
  subject: 'Hi {{ contact.firstName | default: "friend" }}, something for {{ contact.fields.city | default: "you" }}',
  from: 'news@example.org',
  html: `<h1>Hello {{ contact.firstName }}</h1>
${'<p>A paragraph of news with <a href="https://example.org/offers">a link</a>.</p>\n'.repeat(20)}
<p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>`,
  audience: { include: { everyone: true } },
}
await product.call('POST', '/v1/domains', { json: { domain: 'example.org' } })
await product.call('PATCH', '/v1/project', { json: { postalAddress: '1 Main Street' } })
const { id } = (await (await product.call('POST', '/v1/campaigns', { json: CAMPAIGN })).json()) as { id: string }
const t0 = performance.now()
await product.call('POST', `/v1/campaigns/${id}/launch`)
while (sink.taken().count === 0) await sleep(20)
console.log('first', (performance.now() - t0).toFixed(0))
await sleep(3000)
const work = () => ({ count: sink.taken().count, ...product.cpuSeconds(), sink: sink.cpuSeconds(), at: performance.now() })
const pg = async () => {
  const { default: pgm } = await import('pg')
  const port = JSON.parse(readFileSync('/tmp/d1/postgres.json', 'utf8')).port
  const c = new pgm.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'rollcall', password: readFileSync('/tmp/d1/postgres-password', 'utf8').trim() })
  await c.connect(); return c
}
let client: any
if (process.argv[2] === 'pg') { client = await pg(); await client.query('create extension if not exists pg_stat_statements'); await client.query('select pg_stat_statements_reset()') }
const a = work(); await sleep(20000); const b = work()
const n = b.count - a.count
const per = (k: 'own' | 'main' | 'postgres' | 'sink') => (((b[k] - a[k]) * 1000) / n).toFixed(3)
console.log('rate', (n * 1000 / (b.at - a.at)).toFixed(0), 'main', per('main'), 'others', ((((b.own - b.main) - (a.own - a.main)) * 1000) / n).toFixed(3), 'postgres', per('postgres'), 'sink', per('sink'), 'rss', (product.residentBytes() / 1048576).toFixed(0))
if (client) { const { rows } = await client.query(`select calls, round(total_exec_time::numeric,0) ms, round(mean_exec_time::numeric,2) mean, rows, toplevel, regexp_replace(left(query,260),'\\s+',' ','g') q from pg_stat_statements order by total_exec_time desc limit 25`); for (const r of rows) console.log(r.calls, r.ms, r.mean, r.rows, r.toplevel, r.q); await client.end() }
await product[Symbol.asyncDispose]()
sink[Symbol.dispose]()
if (isProf) for (const f of readdirSync('/tmp/cp')) {
  const prof = JSON.parse(readFileSync('/tmp/cp/' + f, 'utf8'))
  const byId = new Map(prof.nodes.map((n: any) => [n.id, n])) as Map<number, any>
  const parent = new Map<number, number>()
  for (const n of prof.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
  const self = new Map<string, number>(), incl = new Map<string, number>()
  const name = (n: any) => `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber}`
  let total = 0
  prof.samples.forEach((id: number, i: number) => {
    const d = prof.timeDeltas[i] / 1000
    total += d
    self.set(name(byId.get(id)), (self.get(name(byId.get(id))) ?? 0) + d)
    const seen = new Set<string>()
    for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) { const nm = name(byId.get(at)); if (!seen.has(nm)) { seen.add(nm); incl.set(nm, (incl.get(nm) ?? 0) + d) } }
  })
  if (total < 5000) continue
  console.log('\n', f, total.toFixed(0))
  const top = (m: Map<string, number>, n: number) => [...m].sort((x, y) => y[1] - x[1]).slice(0, n).map(([k, v]) => `  ${(v * 100 / total).toFixed(1)}% ${k}`).join('\n')
  console.log('self\n' + top(self, 45) + '\nincl\n' + top(incl, 90))
}
process.exit(0)
