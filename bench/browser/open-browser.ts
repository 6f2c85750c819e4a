import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../../tests/browser/launch-chromium.ts'
import type { StartedRollcall } from '../product/started-rollcall.ts'

const CLOCK = fileURLToPath(new URL('paint-clock.js', import.meta.url))
const OWNER = { name: 'Ada Lovelace', email: 'ada@example.org', password: 'correct horse battery' }

/** A browser in which somebody has signed in. */
export type OpenBrowser = {
  address: string
  /** A page with the clock, in a profile of its own: nothing is in its cache. */
  newPage(): Promise<Page>
  [Symbol.asyncDispose](): Promise<void>
}

/** Makes the owner's account of a product and opens a browser for them. */
export async function openBrowser({ url, ownerLink }: StartedRollcall): Promise<OpenBrowser> {
  const browser = await launchChromium()
  const newPage = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })
    await context.addInitScript({ path: CLOCK })
    return context.newPage()
  }
  const visitor = await newPage()
  const headers = { origin: url }
  const token = new URLSearchParams(new URL(ownerLink ?? url).hash.slice(1)).get('token')
  const { email, password } = OWNER
  const [path, data] = token ? ['claim', { ...OWNER, token }] : ['', { email, password }]
  const reply = await visitor.request.post(`${url}/v1/session${path && `/${path}`}`, { data, headers })
  if (!reply.ok()) throw new Error(await reply.text())
  const storageState = await visitor.context().storageState()
  await visitor.context().close()
  return {
    address: url,
    newPage: () => newPage({ storageState }),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
