import { execSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseId } from '@rollcall/contract'
import { toUnsubscribeToken } from '../packages/server/src/email/unsubscribe-token.ts'
import { getSecretKey } from '../packages/server/src/secret-key.ts'
import { startSink } from '../bench/product/start-sink.ts'
import { startRollcall } from '../bench/product/started-rollcall.ts'
execSync('rm -rf /tmp/d1; cp -a /tmp/d100k /tmp/d1')
const sink = await startSink()
const product = await startRollcall('/tmp/d1', { SMTP_URL: sink.url })
const CAMPAIGN = {
  name: 'To everybody', subject: 'Hi {{ contact.firstName | default: "friend" }}', from: 'news@example.org',
  html: `<h1>Hello {{ contact.firstName }}</h1>${'<p>A paragraph of news with <a href="https://example.org/offers">a link</a>.</p>\n'.repeat(20)}<p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>`,
  audience: { include: { everyone: true } },
}
await product.call('POST', '/v1/domains', { json: { domain: 'example.org' } })
await product.call('PATCH', '/v1/project', { json: { postalAddress: '1 Main Street' } })
const { id } = (await (await product.call('POST', '/v1/campaigns', { json: CAMPAIGN })).json()) as { id: string }
const key = await getSecretKey(product.dataDir)
const uuid = parseId('campaign', id)!
const kinds: Record<string, (n: number) => Promise<Response>> = {
  leave: (n) => fetch(`${product.url}/unsubscribe/${toUnsubscribeToken(key, { projectId: 1, rowNo: 99_999 - n, campaignUuid: uuid })}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' }),
  again: (n) => fetch(`${product.url}/unsubscribe/${toUnsubscribeToken(key, { projectId: 1, rowNo: 99_999 - n, campaignUuid: uuid })}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' }),
  page: (n) => fetch(`${product.url}/unsubscribe/${toUnsubscribeToken(key, { projectId: 1, rowNo: 99_999 - n, campaignUuid: uuid })}`),
  livez: () => fetch(`${product.url}/healthz`),
}
const measure = async (name: string, all: Record<string, number[]>) => {
  for (let n = 0; n < 300; n++) for (const k of Object.keys(kinds)) {
    const t = performance.now()
    kinds[k](n).then(async (r) => { await r.arrayBuffer(); if (!r.ok && k !== 'livez') throw new Error(k + r.status); (all[k] ??= []).push(performance.now() - t) }).catch((e) => console.log(String(e)))
    await sleep(12)
  }
  await sleep(500)
  for (const [k, v] of Object.entries(all)) { v.sort((a, b) => a - b); console.log(name, k, 'p50', v[v.length >> 1].toFixed(1), 'p95', v[Math.floor(v.length * .95)].toFixed(1), 'max', v.at(-1)!.toFixed(0)) }
}
if (process.argv[2] === 'idle') await measure('idle', {})
await product.call('POST', `/v1/campaigns/${id}/launch`)
while (sink.taken().count === 0) await sleep(20)
await sleep(3000)
const from = sink.taken().count, at = performance.now()
await measure('sending', {})
console.log('rate', ((sink.taken().count - from) * 1000 / (performance.now() - at)).toFixed(0))
await product[Symbol.asyncDispose]()
sink[Symbol.dispose]()
process.exit(0)
