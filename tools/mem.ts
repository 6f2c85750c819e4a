import { mkdtempSync, chmodSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { execSync } from 'node:child_process'
import { startRollcall } from '../bench/product/started-rollcall.ts'
const dir = process.argv[2] ?? mkdtempSync('/tmp/mem-'); chmodSync(dir, 0o711)
const p = await startRollcall(dir, process.argv[3] ? { NODE_OPTIONS: process.argv[3] } : {})
console.log('ready', (p.residentBytes() / 1048576).toFixed(0))
for (const s of [5, 15, 30]) { await sleep(s * 1000); console.log('after', s, (p.residentBytes() / 1048576).toFixed(0)) }
const pid = execSync(`pgrep -f "start.mjs" | head -1`).toString().trim()
const smaps = readFileSync(`/proc/${pid}/smaps`, 'utf8')
const groups = new Map<string, number>()
let name = ''
for (const l of smaps.split('\n')) { const m = /^[0-9a-f]+-[0-9a-f]+ (\S+) \S+ \S+ \S+\s*(.*)$/.exec(l); if (m) { name = `${m[2] || 'anon'} ${m[1]}` } const r = /^Rss:\s+(\d+)/.exec(l); if (r) groups.set(name, (groups.get(name) ?? 0) + Number(r[1])) }
console.log([...groups].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([k, v]) => `${(v / 1024).toFixed(0)} ${k}`).join('\n'))
console.log(readFileSync(`/proc/${pid}/status`, 'utf8').match(/Threads.*|RssAnon.*|RssFile.*|VmHWM.*/g))
await p[Symbol.asyncDispose]()
process.exit(0)
