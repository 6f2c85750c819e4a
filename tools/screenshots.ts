/*
 * Makes docs/screenshots anew from the demo data: npm run screenshots
 * To look at some pages quickly: npm run screenshots -- --only contacts,person --into /tmp/look
 * Which pages there are: screenshot-paths.ts.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Rollcall } from '@rollcall/sdk'
import type { Browser, Page } from 'playwright-core'
import { choosePort } from '../packages/server/src/postgres/choose-port.ts'
import { startProduct } from '../packages/server/src/start-product.ts'
import { launchChromium } from '../tests/browser/launch-chromium.ts'
import { followRequests, untilQuiet } from '../tests/browser/until-quiet.ts'
import { buildDashboard } from './build-dashboard.ts'
import { screenshotPaths } from './screenshot-paths.ts'

const WIDE = { width: 1280, height: 760 }
const NARROW = { width: 375, height: 812 }
// Small enough for a hundred pictures in the repository, and letters stay sharp.
const WEBP_QUALITY = 60
// README shows these, and PNG is shown everywhere.
const IN_README = ['contacts', 'segment', 'results']
const OWNER = { name: 'Ada Lovelace', email: 'ada@example.org', password: randomBytes(12).toString('hex') }
const LOG = { info: () => {}, warn: console.warn, error: console.error }

type Site = { address: string; client: Rollcall; ownerLink: string }

const { values: given } = parseArgs({ options: { only: { type: 'string' }, into: { type: 'string' } } })
const dir = given.into ? resolve(given.into) : fileURLToPath(new URL('../docs/screenshots', import.meta.url))

await withProduct(async (site) => {
  const paths = Object.entries(choose(await screenshotPaths(site.client)))
  const browser = await launchChromium()
  await mkdir(dir, { recursive: true })
  const storageState = await signIn(browser, site)
  const scheme = async (colorScheme: 'light' | 'dark') => {
    const context = await browser.newContext({ viewport: WIDE, storageState, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    followRequests(page)
    for (const [name, path] of paths) {
      await show(page, site.address + path)
      await picture(page, `${name}-${colorScheme}`, IN_README.includes(name))
    }
    // Dark changes colours alone, which the wide pictures show.
    if (colorScheme === 'light') await page.setViewportSize(NARROW)
    for (const [name, path] of colorScheme === 'light' ? paths : []) {
      await show(page, site.address + path)
      await picture(page, `${name}-phone`, false)
    }
    await context.close()
  }
  await Promise.all([scheme('light'), scheme('dark')])
  await browser.close()
  console.log(`${paths.length * 3} pictures of ${paths.length} pages are in ${dir}`)
})

function choose(paths: Record<string, string>): Record<string, string> {
  if (given.only === undefined) return paths
  const names = given.only.split(',')
  const unknown = names.filter((name) => !Object.hasOwn(paths, name))
  if (unknown.length > 0) throw new Error(`--only names ${unknown}; there are ${Object.keys(paths).join(', ')}.`)
  return Object.fromEntries(Object.entries(paths).filter(([name]) => names.includes(name)))
}

/** Opens a page and waits until nothing on it is awaited any more. */
async function show(page: Page, address: string) {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await untilQuiet(page)
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
}

async function picture(page: Page, name: string, isPng: boolean) {
  if (isPng) return page.screenshot({ path: join(dir, `${name}.png`) })
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: WEBP_QUALITY })
  await session.detach()
  return writeFile(join(dir, `${name}.webp`), data, 'base64')
}

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
    allowPrivate: false,
    dnsServers: [],
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
