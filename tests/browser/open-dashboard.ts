import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Rollcall } from '@rollcall/sdk'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { choosePort } from '../../packages/server/src/postgres/choose-port.ts'
import { startProduct } from '../../packages/server/src/start-product.ts'
import { buildDashboard } from '../../tools/build-dashboard.ts'
import { createDatabase } from '../support/create-database.ts'
import { launchChromium } from './launch-chromium.ts'
import { followRequests } from './until-quiet.ts'

const OWNER = { name: 'Ada Lovelace', email: 'ada@example.org', password: 'correct horse battery' }
const NO_LOG = { info: () => {}, warn: () => {}, error: () => {} }

/** A whole product that listens, with its dashboard in a real browser. */
export type OpenDashboard = {
  address: string
  /** Creates the owner, once. */
  ownerLink: string
  /** The API with an owner's key, to prepare what a test looks at. */
  client: Rollcall
  browser: Browser
  /** A page of a person who has signed in. What goes wrong in it is kept in `troubles`. */
  newPage(options?: BrowserContextOptions): Promise<Page>
  /** A page of somebody unknown. */
  newStranger(options?: BrowserContextOptions): Promise<Page>
  /** Errors that pages threw or wrote to their console, and requests to anywhere else. */
  troubles: string[]
  close(): Promise<void>
}

/** Starts the product on a database of its own and a browser beside it; with `allowPrivate` it may call this machine. */
export async function openDashboard({ allowPrivate = false } = {}): Promise<OpenDashboard> {
  const product = await startOnFreePort(allowPrivate)
  const browser = await launchChromium()
  const troubles: string[] = []
  let state: BrowserContextOptions['storageState']
  const newStranger = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })
    const page = await context.newPage()
    followRequests(page)
    watch(page, { address: product.address, troubles })
    return page
  }
  return {
    ...product,
    browser,
    troubles,
    newStranger,
    async newPage(options) {
      state ??= await claim(await newStranger(), product)
      return newStranger({ storageState: state, ...options })
    },
    async close() {
      await browser.close()
      await product.close()
    },
  }
}

/** The details with which the owner's account is made. */
export { OWNER }

async function startOnFreePort(allowPrivate: boolean) {
  const [dashboardDir, { connectionString, drop }, dataDir, port] = await Promise.all([
    buildDashboard({ log: () => {} }),
    createDatabase(),
    mkdtemp(join(tmpdir(), 'rollcall-browser-')),
    choosePort(undefined),
  ])
  const address = `http://127.0.0.1:${port}`
  const apiKey = `rk_${randomBytes(24).toString('base64url')}`
  const config = {
    port,
    host: '127.0.0.1',
    dataDir,
    databaseUrl: connectionString,
    publicUrl: address,
    apiKey,
    demo: false,
    smtpUrl: null,
    secretKey: randomBytes(32),
    trustProxy: false,
    checkMx: false,
    allowPrivate,
    dnsServers: [],
  }
  const running = await startProduct(config, { log: NO_LOG, dashboardDir: Promise.resolve(dashboardDir) })
  const client = new Rollcall({ baseUrl: address, apiKey })
  // No campaign is launched without one.
  await client.project.update({ postalAddress: '1 Main Street' })
  return {
    address,
    ownerLink: running.entrance.ownerLink ?? '',
    client,
    async close() {
      await running.stop()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function claim(page: Page, { address, ownerLink }: { address: string; ownerLink: string }) {
  const token = new URLSearchParams(new URL(ownerLink).hash.slice(1)).get('token')
  const reply = await page.request.post(`${address}/v1/session/claim`, {
    data: { ...OWNER, token },
    headers: { origin: address },
  })
  if (!reply.ok()) throw new Error(await reply.text())
  const state = await page.context().storageState()
  await page.context().close()
  return state
}

function watch(page: Page, { address, troubles }: { address: string; troubles: string[] }) {
  page.on('pageerror', (error) => troubles.push(`${page.url()} ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    // A refused call is logged by the browser itself; whether the page shows it well is what the tests ask.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    troubles.push(`${page.url()} ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && /^https?:/.test(request.url())) troubles.push(`asked ${request.url()}`)
  })
}
