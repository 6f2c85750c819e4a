import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const LONG = 'a-very-long-name-without-any-place-to-break-'.repeat(4)
// What messages bring along is theirs: their frames are shut off from everything.
// Nothing is fetched for it: the rules that read style sheets are not among those that are on.
const SERIOUS = `axe.run({ exclude: ['iframe'] }, { resultTypes: ['violations'], preload: false }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`
const NESTED = {
  conditions: [
    { type: 'tag', op: 'has_any', tags: ['VIP', LONG] },
    { match: 'any', conditions: [{ type: 'field', field: 'createdAt', op: 'anniversary', window: { next: '7d' } }] },
    { match: 'none', conditions: [{ type: 'status', op: 'is', values: ['unsubscribed'] }] },
  ],
}
// An answer leads to the next question within a few frames; five times that is rest.
const REST_MS = 150
const STEP_MS = 25
const NARROW = { viewport: { width: 375, height: 812 } }

describe('the dashboard', () => {
  let dashboard: OpenDashboard
  let paths: Record<string, string>

  beforeAll(async () => {
    dashboard = await openDashboard()
    paths = await fill(dashboard)
  })
  afterAll(() => dashboard.close())

  it('fits a phone: no page scrolls sideways, whatever people type', async () => {
    const tooWide: string[] = []
    await onEachPage(NARROW, async (page, name) => {
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
      if (over > 0) tooWide.push(`${name}: ${over} px`)
    })
    expect(tooWide).toEqual([])
  })

  it('opens its menu on a phone', async () => {
    const page = await dashboard.newPage(NARROW)
    await show(page, `${dashboard.address}/contacts`)
    await page.getByRole('button', { name: 'Open the menu' }).click()
    await page.getByRole('link', { name: 'Segments' }).click()
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor()
  })

  it('is dark when the system is, and as one chooses from then on', async () => {
    const page = await dashboard.newPage({ colorScheme: 'dark' })
    await show(page, `${dashboard.address}/contacts`)
    expect(await brightness(page)).toBeLessThan(40)
    await page.getByText('Light', { exact: true }).click({ force: true })
    await until(
      () => brightness(page),
      (value) => value > 230,
    )
    await page.reload()
    expect(await brightness(page)).toBeGreaterThan(230)
  })

  it('keeps text readable in both schemes, 4.5 to 1 at least, and gives axe nothing serious to find', async () => {
    const faintTexts = await readFile(new URL('faint-texts.js', import.meta.url), 'utf8')
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const serious: string[] = []
    await onEachPage({ reducedMotion: 'reduce' }, async (page, name) => {
      await page.evaluate(axe)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' })
        // Until the last colour has arrived.
        await until(
          async () => ({ name, colorScheme, texts: await page.evaluate<string[]>(faintTexts) }),
          ({ texts }) => texts.length === 0,
        )
        const found = await page.evaluate<string[]>(SERIOUS)
        serious.push(...found.map((finding) => `${name}, ${colorScheme}: ${finding}`))
      }
    })
    expect(serious).toEqual([])
  })

  it('can be used by keyboard alone: from the address bar into a person and back', async () => {
    const page = await dashboard.newPage()
    await show(page, `${dashboard.address}/contacts`)
    await page.getByLabel('Search contacts').focus()
    for (let presses = 0; presses < 30 && !(await focused(page)).includes('@'); presses += 1)
      await page.keyboard.press('Tab')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/contacts/con_*')
  })

  it('loads less than 300 kB of script before the first page stands', async () => {
    const page = await dashboard.newPage()
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('.js'))
        sizes.push(
          response
            .request()
            .sizes()
            .then((size) => size.responseBodySize),
        )
    })
    await show(page, `${dashboard.address}/contacts`)
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(300_000)
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })

  /** Opens every page, two at a time: while one waits for its answers, the other is looked at. */
  async function onEachPage(options: BrowserContextOptions, look: (page: Page, name: string) => Promise<void>) {
    const waiting = Object.entries(paths)
    const lane = async () => {
      const page = await dashboard.newPage(options)
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await show(page, dashboard.address + next[1])
        await look(page, next[0])
      }
      await page.context().close()
    }
    // One after the other they sign in: the first makes the account.
    await dashboard.newPage().then((page) => page.context().close())
    await Promise.all([lane(), lane()])
  }
})

async function fill({ client }: OpenDashboard): Promise<Record<string, string>> {
  const people = Array.from({ length: 120 }, (_, place) => ({
    email: `person-${place}@example.org`,
    firstName: place === 0 ? LONG : 'Ada',
    tags: place === 0 ? [LONG, 'VIP'] : ['VIP'],
    status: place % 9 === 0 ? 'unsubscribed' : 'subscribed',
  }))
  await client.contacts.batch({ contacts: people, upsert: true })
  const contact = await client.contacts.get('person-0@example.org')
  const segment = await client.segments.create({ name: LONG, kind: 'dynamic', filters: {} })
  const vips = await client.segments.create({
    name: 'VIPs',
    kind: 'dynamic',
    filters: NESTED,
  })
  const list = await client.segments.create({ name: 'By hand', kind: 'static', contacts: ['person-1@example.org'] })
  const draft = await client.campaigns.create({
    name: LONG,
    subject: LONG,
    from: 'hello@example.org',
    html: '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>',
    audience: { include: { tags: ['VIP'] } },
  })
  const sent = await client.campaigns.create({
    name: 'Sent',
    subject: 'Hello',
    from: 'hello@example.org',
    html: '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>',
    audience: { include: { tags: [LONG, 'VIP'] } },
  })
  await client.campaigns.launch(sent.id)
  await until(
    () => client.campaigns.get(sent.id),
    ({ status }) => status === 'sent',
  )
  const [message] = (await client.catcher.list()).data
  return {
    contacts: '/contacts',
    person: `/contacts/${contact.id}`,
    tags: '/tags',
    segments: '/segments',
    segment: `/segments/${segment.id}`,
    'near misses': `/segments/${vips.id}?look=near`,
    breakdown: `/segments/${vips.id}?look=breakdown&by=tag`,
    history: `/segments/${vips.id}?look=history`,
    why: `/segments/${vips.id}?contact=${contact.id}`,
    overlap: `/segments/overlap?segments=${encodeURIComponent(JSON.stringify([segment.id, vips.id, list.id]))}`,
    list: `/segments/${list.id}`,
    'new segment': '/segments/new',
    import: '/import',
    campaigns: '/campaigns',
    'new campaign': '/campaigns/new',
    draft: `/campaigns/${draft.id}`,
    results: `/campaigns/${sent.id}`,
    mail: `/mail?message=${message?.id}`,
    settings: '/settings',
    'person beside the list': `/contacts?person=${contact.id}`,
    columns: `/contacts?columns=${encodeURIComponent(JSON.stringify(['email', 'phone:300', 'company', 'jobTitle', 'timezone']))}`,
  }
}

/** Opens a page and waits until everything it asked for is there and nothing on it is a skeleton any more. */
async function show(page: Page, address: string) {
  const asked = new Set<Request>()
  // A stream of news never ends.
  const begin = (request: Request) => request.resourceType() !== 'eventsource' && asked.add(request)
  const end = (request: Request) => asked.delete(request)
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end)
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  for (let restedMs = 0; restedMs < REST_MS; restedMs = asked.size === 0 ? restedMs + STEP_MS : 0)
    await page.waitForTimeout(STEP_MS)
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end)
}

function brightness(page: Page): Promise<number> {
  return page.evaluate('Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])')
}

function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.textContent ?? ''")
}
