import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { fillCampaigns, LONG } from './fill-campaigns.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { findFaintTexts, findSerious, loadAxe } from './serious-findings.ts'
import { untilQuiet } from './until-quiet.ts'

const NESTED = {
  conditions: [
    { type: 'tag', op: 'has_any', tags: ['VIP', LONG] },
    { match: 'any', conditions: [{ type: 'field', field: 'createdAt', op: 'anniversary', window: { next: '7d' } }] },
    { match: 'none', conditions: [{ type: 'status', op: 'is', values: ['unsubscribed'] }] },
  ],
}
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
  }, 180_000)

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
    const serious: string[] = []
    await onEachPage({ reducedMotion: 'reduce' }, async (page, name) => {
      await loadAxe(page)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' })
        // Until the last colour has arrived.
        await until(
          async () => ({ name, colorScheme, texts: await findFaintTexts(page) }),
          ({ texts }) => texts.length === 0,
        )
        const found = await findSerious(page)
        serious.push(...found.map((finding) => `${name}, ${colorScheme}: ${finding}`))
      }
    })
    expect(serious).toEqual([])
    // Two looks at each of some seventy places.
  }, 420_000)

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

/** All that a person's page may show, with long names; gives the pages about them beside their own. */
async function fillPerson(client: OpenDashboard['client'], contact: string) {
  const { id: pipeline } = await client.pipelines.create({ name: `Of one ${LONG}`, stages: [LONG] })
  await client.opportunities.create({ contact, name: LONG, pipeline, stage: LONG, value: 1e12 })
  await client.topics.create({ name: `Of one ${LONG}`, default: 'opt_in' })
  await client.suppressions.create({ email: 'person-0@example.org', reason: 'complaint', note: LONG })
  const other = await client.contacts.get('person-9@example.org')
  return { merge: `/contacts/${contact}/merge?with=${other.id}`, 'merge with whom': `/contacts/${contact}/merge` }
}

async function fill(dashboard: OpenDashboard): Promise<Record<string, string>> {
  const { client } = dashboard
  const people = Array.from({ length: 120 }, (_, place) => ({
    email: `person-${place}@example.org`,
    firstName: place === 0 ? LONG : 'Ada',
    tags: place === 0 ? [LONG, 'VIP'] : ['VIP'],
    status: place % 9 === 0 ? 'unsubscribed' : 'subscribed',
  }))
  await client.contacts.batch({ contacts: people, upsert: true })
  const contact = await client.contacts.get('person-0@example.org')
  const persons = await fillPerson(client, contact.id)
  const segment = await client.segments.create({ name: LONG, kind: 'dynamic', filters: {} })
  const vips = await client.segments.create({ name: 'VIPs', kind: 'dynamic', filters: {} })
  await client.segments.update(vips.id, { filters: NESTED })
  const list = await client.segments.create({ name: 'By hand', kind: 'static', contacts: ['person-1@example.org'] })
  const smart = await client.views.create({ name: LONG, filters: NESTED, includedTag: LONG })
  const job = await client.contacts.bulk({
    action: 'add_tags',
    tags: ['VIP'],
    contacts: ['person-1@example.org', LONG],
  })
  return {
    contacts: '/contacts',
    person: `/contacts/${contact.id}`,
    ...persons,
    tags: '/tags',
    'tags as cards': '/tags?as=grid',
    tag: `/tags/${(await client.tags.get('VIP')).id}`,
    'tidy up tags': '/tags/audit',
    segments: '/segments',
    segment: `/segments/${segment.id}`,
    'near misses': `/segments/${vips.id}?look=near`,
    breakdown: `/segments/${vips.id}?look=breakdown&by=tag`,
    history: `/segments/${vips.id}?look=history`,
    versions: `/segments/${vips.id}?look=versions`,
    why: `/segments/${vips.id}?contact=${contact.id}`,
    overlap: `/segments/overlap?segments=${encodeURIComponent(JSON.stringify([segment.id, vips.id, list.id]))}`,
    list: `/segments/${list.id}`,
    'new segment': '/segments/new',
    ...(await fillImports(client)),
    ...(await fillCampaigns(client)),
    ...(await fillTemplates(client)),
    ...(await fillBoards(dashboard, contact.id)),
    'a smart list': `/contacts?view=${smart.id}`,
    'nobody matches': `/contacts?q=${LONG}`,
    export: '/contacts?panel=export',
    'bulk actions': '/contacts?panel=jobs',
    'a bulk action': `/contacts?job=${job.id}`,
    ...(await fillForms(dashboard)),
    ...(await fillSettings(client)),
    'person beside the list': `/contacts?person=${contact.id}`,
    columns: `/contacts?columns=${encodeURIComponent(JSON.stringify(['email', 'phone:300', 'company', 'jobTitle', 'timezone']))}`,
  }
}

async function fillTemplates(client: OpenDashboard['client']): Promise<Record<string, string>> {
  const html = `<p>${LONG} {{ contact.firstName }} {{ contact.fields.${'a'.repeat(60)} }}</p>`
  const { id } = await client.templates.create({ name: LONG, description: LONG, subject: LONG, preheader: LONG, html })
  const campaign = await client.campaigns.create({
    ...{ name: 'To be mended', subject: LONG, from: 'hello@example.org', template: id },
    html: `${html}<img src="x"><a href="http://${'a'.repeat(60)}.example/${LONG}">x</a>`,
    audience: { include: { everyone: true } },
  })
  const text = `${LONG} {{ contact.firstName }} – STOP ends`
  const ofText = await client.templates.create({ name: `Text ${LONG}`, kind: 'text', text })
  return {
    'template of a text': `/templates/${ofText.id}`,
    'new template of a text': '/templates/new?kind=text',
    'campaign with a template of a text': `/campaigns/new?template=${ofText.id}`,
    templates: '/templates',
    template: `/templates/${id}`,
    'template in every way': `/templates/${id}?look=all`,
    'template as text': `/templates/${id}?look=text`,
    'new template': '/templates/new?from=starter:event',
    'campaign with a template': `/campaigns/new?template=${id}`,
    'campaign to be mended': `/campaigns/${campaign.id}?look=all`,
  }
}

async function fillBoards({ client }: OpenDashboard, contact: string): Promise<Record<string, string>> {
  const pipeline = await client.pipelines.create({ name: LONG, stages: [LONG, 'Qualified', 'Proposal', 'Signed'] })
  const place = { contact, pipeline: pipeline.id, stage: LONG }
  const deal = await client.opportunities.create({ ...place, name: LONG, value: 1e12 })
  for (const status of ['won', 'lost', 'abandoned'] as const)
    await client.opportunities.create({ ...place, name: status, status })
  await client.contacts.update('person-1@example.org', { funnel: 'customer', lost: true })
  return {
    funnel: '/funnel',
    'move a tag': '/funnel?open=move',
    'default stage': '/funnel?open=default',
    'history of the funnel': '/funnel?open=history',
    opportunities: '/opportunities',
    'list of opportunities': '/opportunities?view=list',
    opportunity: `/opportunities?edit=${deal.id}`,
    pipeline: '/opportunities?setup=edit',
  }
}

async function fillImports(client: OpenDashboard['client']): Promise<Record<string, string>> {
  const file = new Blob([`email,name,${LONG},Since\nada@example.org,${LONG},${LONG},03/04/2026\nbroken,${LONG},,\n`])
  const tried = await client.imports.create({ file, fileName: `${LONG}.csv`, options: { dryRun: true } })
  const imported = await client.imports.create({ file, fileName: `${LONG}.csv` })
  await until(
    () => client.imports.get(imported.id),
    ({ status }) => status === 'completed',
  )
  return {
    import: '/import',
    'import, columns': `/import?step=map&import=${tried.id}`,
    'import, review': `/import?import=${tried.id}`,
    'import, done': `/import?import=${imported.id}`,
  }
}

/** A form with long words that has another wording, and somebody with a long address who filled it in. */
async function fillForms({ client, newStranger }: OpenDashboard): Promise<Record<string, string>> {
  const fields = [{ field: 'firstName', label: LONG, required: true }]
  const origins = [`https://${'long-'.repeat(11)}name.example.org`]
  const written = { name: LONG, title: LONG, text: LONG, fields, origins }
  const { id, url } = await client.forms.create({ ...written, doubleOptIn: false })
  await client.reputation.override({ reason: LONG })
  await client.forms.update(id, { title: LONG.toUpperCase(), text: `${LONG}\n\n${LONG}`, successText: LONG })
  const person = await newStranger()
  await person.goto(url)
  await person.getByLabel('E-mail address').fill(`${'d'.repeat(60)}@${'e'.repeat(60)}.example`)
  await person.getByLabel(LONG).fill('Ada')
  // Whoever is faster is taken for a program.
  await person.waitForTimeout(2_100)
  await person.getByRole('button').click()
  await person.getByText(LONG).waitFor()
  await person.context().close()
  await client.project.update({ preferenceCentre: { texts: { en: { title: LONG, text: LONG } } } })
  return {
    forms: '/signup-forms',
    'new form': '/signup-forms/new',
    form: `/signup-forms/${id}`,
    'form on a page': `/signup-forms/${id}?part=embed`,
    'sign-ups': `/signup-forms/${id}?part=sign-ups`,
    wordings: `/signup-forms/${id}?part=wordings`,
    'preference centre': '/settings/preferences',
  }
}

async function fillSettings(client: OpenDashboard['client']): Promise<Record<string, string>> {
  const field = await client.fields.create({ key: 'a'.repeat(64), name: LONG, type: 'select', options: [LONG, 'b'] })
  const topic = await client.topics.create({ name: LONG, description: LONG, default: 'opt_in', visibility: 'private' })
  await client.topics.update(topic.id, { description: LONG.toUpperCase() })
  await client.keys.create({
    name: LONG,
    scopes: ['contacts:read', 'project:write'],
    expiresAt: '2999-01-01T00:00:00Z',
  })
  await client.invitations.create({ role: 'viewer', email: 'eve@example.org' })
  const sending = await fillSending(client)
  return {
    settings: '/settings/project',
    ...sending,
    people: '/settings/people',
    keys: '/settings/keys',
    fields: `/settings/fields?field=${field.key}`,
    'new field': '/settings/fields?new=true',
    topics: `/settings/topics?topic=${topic.id}`,
    audit: '/settings/audit',
    account: '/settings/account',
    claim: '/claim#token=nothing',
    'reset password': '/reset-password#token=nothing',
  }
}

async function fillSending(client: OpenDashboard['client']): Promise<Record<string, string>> {
  const settings = { host: `${LONG.slice(0, 60)}.example`, user: LONG, password: 'secret' }
  const provider = await client.providers.create({ kind: 'smtp', name: LONG.slice(0, 100), settings })
  await client.providers.update(provider.id, { sendingLimits: { perSecond: 100_000_000, perDay: 100_000_000 } })
  const domain = await client.domains.create({ domain: `${'a'.repeat(60)}.${'b'.repeat(60)}.example` })
  const perDomain = [{ domain: `${'c'.repeat(60)}.example`, perHour: 1_000_000 }]
  await client.project.update({ sendingLimits: { perHour: 100_000_000, perDomain } })
  const email = `${'f'.repeat(60)}@${'e'.repeat(60)}.example`
  const person = await client.contacts.create({ email, firstName: LONG })
  const entry = await client.suppressions.create({ email, reason: 'unsubscribe', note: LONG })
  return {
    sending: '/settings/sending',
    providers: '/settings/providers',
    provider: `/settings/providers?provider=${provider.id}`,
    'new provider': '/settings/providers?new=true&kind=ses',
    domain: `/settings/domains?domain=${domain.id}&at=route53`,
    'new domain': '/settings/domains?new=true',
    suppressed: `/suppressions?entry=${entry.id}`,
    'new suppression': '/suppressions?new=true',
    'suppression import': '/suppressions?import=true&reason=unsubscribe',
    privacy: `/contacts/${person.id}/privacy`,
  }
}

/** Opens a page and waits until nothing on it is a skeleton any more. */
async function show(page: Page, address: string) {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await untilQuiet(page)
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
}

function brightness(page: Page): Promise<number> {
  return page.evaluate('Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])')
}

function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.textContent ?? ''")
}
