import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { untilQuiet } from './until-quiet.ts'
import { wayAround } from './way-around.ts'

const WRITING =
  /^(New|Add|Edit|Delete|Rename|Merge|Save|Import|Unsubscribe|Subscribe|Stop noticing|Mark as|Move a|Remove|Restore|Undo|Colour of|Change the|Create|Take)\b/

describe('somebody who may only look', () => {
  let dashboard: OpenDashboard
  let page: Page
  const refused: string[] = []
  const { open, says } = wayAround(() => ({ dashboard, page }))
  const known = { contact: '', tag: '', rule: '', list: '', import: '' }

  beforeAll(async () => {
    dashboard = await openDashboard()
    const { client } = dashboard
    await client.contacts.batch({
      upsert: true,
      contacts: [
        { email: 'ada@example.org', name: 'Ada', phone: '+6281234567890', tags: ['VIP'], funnel: 'aware' },
        { email: 'bob@example.org', name: 'Bob', tags: ['V.I.P'], status: 'subscribed', lost: true },
      ],
    })
    await client.tags.create({ name: 'Nobody' })
    known.contact = (await client.contacts.get('ada@example.org')).id
    known.tag = (await client.tags.get('VIP')).id
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] }
    known.rule = (await client.segments.create({ name: 'Important', kind: 'dynamic', filters })).id
    await client.segments.update(known.rule, { filters: {} })
    known.list = (await client.segments.create({ name: 'By hand', kind: 'static', contacts: ['ada@example.org'] })).id
    await client.views.create({ name: 'Everybody here', filters: {} })
    const { name, stages } = await client.pipelines.create({ name: 'Sales', stages: ['First', 'Second'] })
    const stage = stages[0]?.name ?? ''
    await client.opportunities.create({ contact: known.contact, name: 'Engine', pipeline: name, stage, value: 5 })
    await client.suppressions.create({ email: 'bob@example.org', reason: 'unsubscribe' })
    known.import = (
      await client.imports.create({ file: new Blob(['email\neve@example.org\n']), fileName: 'few.csv' })
    ).id
    page = await asViewer(dashboard)
    page.setDefaultTimeout(15_000)
    page.on('response', (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`)
    })
  })
  afterAll(() => dashboard.close())

  /** What on the page offers to change something, by its name. */
  const offers = async (of = page) => {
    await untilQuiet(of)
    const controls = of.locator('main').locator('button, a, [role=menuitem], [role=combobox]')
    const names = await controls.evaluateAll((all) =>
      all.map((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim()),
    )
    return names.filter((name) => WRITING.test(name))
  }

  it.each([
    ['contacts', () => '/contacts?new=true', 'ada@example.org'],
    ['a view', () => '/contacts?sort=email&direction=asc', 'ada@example.org'],
    ['a person', () => `/contacts/${known.contact}`, 'Opens and clicks'],
    ['a person to merge', () => `/contacts/${known.contact}/merge`, 'With whom'],
    ['tags', () => '/tags?new=true', 'VIP'],
    ['tags as cards', () => '/tags?as=grid', 'VIP'],
    ['a tag', () => `/tags/${known.tag}`, 'Put on by'],
    ['an audit of tags', () => '/tags/audit', 'Nearly the same'],
    ['segments', () => '/segments', 'Important'],
    ['a segment', () => `/segments/${known.rule}`, 'people match'],
    ['versions', () => `/segments/${known.rule}?look=versions`, 'Version 1'],
    ['a list', () => `/segments/${known.list}`, 'ada@example.org'],
    ['the funnel', () => '/funnel?open=move', 'Ada'],
    ['opportunities', () => '/opportunities?setup=new', 'Engine'],
    ['opportunities as a list', () => '/opportunities?view=list&edit=new', 'Engine'],
    ['imports', () => '/import', 'few.csv'],
    ['an import', () => `/import?import=${known.import}`, 'few.csv'],
  ])('is shown no way to change anything on the page of %s', async (_, path, text) => {
    await open(path())
    await says(text)
    const builder = ['Add condition', 'Add group', 'Add a condition', 'Add a group']
    expect((await offers()).filter((name) => !builder.includes(name))).toEqual([])
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('sees that these are ways that the owner has', async () => {
    const owner = await dashboard.newPage()
    await owner.goto(`${dashboard.address}/contacts/${known.contact}`)
    await owner.getByText('Opens and clicks').waitFor()
    const found = await offers(owner)
    const some = ['Delete', 'Merge with…', 'Remove the tag VIP', 'Unsubscribe: E-mail', 'Edit First name: empty']
    expect(found).toEqual(expect.arrayContaining(some))
    await owner.context().close()
  })

  it('may select people to export them, and no more', async () => {
    await open('/contacts')
    await page.getByLabel('Select ada@example.org').click()
    await page.getByRole('button', { name: 'Export', exact: true }).waitFor()
    expect(await offers()).toEqual([])
  })

  it('tries out a rule, whose number follows, without a way to save it', async () => {
    const filters = JSON.stringify({ match: 'all', conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] })
    for (const path of [`/segments/${known.rule}`, '/segments/new']) {
      await open(`${path}?filters=${encodeURIComponent(filters)}`)
      await says('person matches')
      await says('You may look, not change')
      expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0)
    }
  })

  it('cannot drag or pick up a card, but opens it', async () => {
    await open('/funnel')
    const card = page.getByRole('button', { name: 'Ada', exact: true })
    await card.waitFor()
    expect(await page.locator('[draggable=true]').count()).toBe(0)
    await card.focus()
    await page.keyboard.press('Space')
    expect(await card.getAttribute('aria-pressed')).toBeNull()
    await page.getByRole('button', { name: 'More for Ada' }).click()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Open their page'])
    await page.keyboard.press('Escape')
    await card.click()
    await page.getByRole('complementary', { name: 'Person' }).getByRole('heading', { name: 'Ada' }).waitFor()
    await open('/opportunities')
    await page.getByRole('button', { name: 'Engine', exact: true }).click()
    await page.getByRole('dialog').getByText('You may look, not change').waitFor()
    expect(
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Save|Delete/ })
        .count(),
    ).toBe(0)
  })

  it('finds no such command in the palette', async () => {
    await open('/tags')
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Contacts' }).first().waitFor()
    const options = await page.getByRole('option').allTextContents()
    expect(options.filter((name) => /^(New|Import a|Rename|Tag this)/.test(name))).toEqual([])
  })

  it('was refused nothing, and threw no error', () => {
    expect(refused).toEqual([])
    expect(dashboard.troubles).toEqual([])
  })
})

async function asViewer({ client, newStranger, address }: OpenDashboard): Promise<Page> {
  const { link } = await client.invitations.create({ role: 'viewer' })
  const viewer = await newStranger()
  await viewer.goto(link)
  await viewer.getByLabel('E-mail').fill('eve@example.org')
  await viewer.getByLabel('Password').first().fill('a long enough password')
  await viewer.getByRole('button', { name: 'Create the account' }).click()
  await viewer.waitForURL(`${address}/contacts`)
  return viewer
}
