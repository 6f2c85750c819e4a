// Makes docs/screenshots anew from the demo data: node tools/screenshots.ts
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Rollcall } from '@rollcall/sdk'
import type { Browser } from 'playwright-core'
import { choosePort } from '../packages/server/src/postgres/choose-port.ts'
import { startProduct } from '../packages/server/src/start-product.ts'
import { launchChromium } from '../tests/browser/launch-chromium.ts'
import { buildDashboard } from './build-dashboard.ts'

const DIR = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
const VIEWPORT = { width: 1280, height: 760 }
const OWNER = { name: 'Ada Lovelace', email: 'ada@example.org', password: randomBytes(12).toString('hex') }
const LOG = { info: () => {}, warn: console.warn, error: console.error }

type Site = { address: string; client: Rollcall; ownerLink: string }

await withProduct(async (site) => {
  const paths = await findPaths(site.client)
  const browser = await launchChromium()
  await mkdir(DIR, { recursive: true })
  const state = await signIn(browser, site)
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: VIEWPORT, storageState: state, colorScheme })
    const page = await context.newPage()
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(site.address + path)
      // The stream of live sizes stays open, so the network is never idle.
      await page.waitForTimeout(2_000)
      await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
      await page.screenshot({ path: join(DIR, `${name}-${colorScheme}.png`) })
    }
    await context.close()
  }
  await browser.close()
})

async function withProduct(work: (site: Site) => Promise<void>) {
  const dashboardDir = buildDashboard({ log: console.log })
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-screenshots-'))
  const port = await choosePort(undefined)
  const address = `http://127.0.0.1:${port}`
  const apiKey = `rk_${randomBytes(24).toString('base64url')}`
  const config = {
    port,
    host: '127.0.0.1',
    dataDir,
    databaseUrl: null,
    publicUrl: address,
    apiKey,
    demo: true,
    smtpUrl: null,
    secretKey: randomBytes(32),
    trustProxy: false,
    checkMx: false,
  }
  const running = await startProduct(config, { log: LOG, dashboardDir })
  try {
    const ownerLink = running.entrance.ownerLink ?? ''
    await work({ address, ownerLink, client: new Rollcall({ baseUrl: address, apiKey }) })
  } finally {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The contacts, the segment with the longest rule, and the results of the demo's campaign to it. */
async function findPaths(client: Rollcall): Promise<Record<string, string>> {
  const segments = (await client.segments.list({ limit: 100 })).data
  const [longest] = segments.toSorted((a, b) => b.sentence.length - a.sentence.length)
  const [draft] = (await client.campaigns.list()).data
  if (!longest || !draft) throw new Error('The demo has no segment or no campaign.')
  // To the people of that segment, which takes seconds; the demo's own audience would take minutes.
  await client.campaigns.update(draft.id, { audience: { include: { segments: [longest.id] } } })
  await client.campaigns.launch(draft.id)
  while ((await client.campaigns.get(draft.id)).status === 'sending') await sleep(500)
  // The browser has fonts for Latin letters only; these names need no others.
  return { contacts: '/contacts?q=emm', segment: `/segments/${longest.id}`, results: `/campaigns/${draft.id}` }
}

async function signIn(browser: Browser, { address, ownerLink }: Site) {
  const context = await browser.newContext()
  const token = new URLSearchParams(new URL(ownerLink).hash.slice(1)).get('token')
  const data = { ...OWNER, token }
  const reply = await context.request.post(`${address}/v1/session/claim`, { data, headers: { origin: address } })
  if (!reply.ok()) throw new Error(await reply.text())
  const state = await context.storageState()
  await context.close()
  return state
}
