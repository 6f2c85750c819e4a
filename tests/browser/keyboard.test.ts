import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

// The sidebar, the page's tools and its rows.
const MOST_TABS = 90
const KEPT = [
  ['By plan', '**/contacts?view=*'],
  ['Spring letter', '**/templates/tpl_*'],
  ['Footer form', '**/signup-forms/frm_*'],
  ['Roast degree', '**/settings/fields?field=roast'],
  ['Barista tips', '**/settings/topics?topic=top_*'],
  ['Two grinders', '**/opportunities?*edit=*'],
] as const

describe('the dashboard by keyboard', () => {
  let dashboard: OpenDashboard
  let page: Page
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  const palette = () => page.getByRole('combobox', { name: 'Command palette' })
  // The lists of a page behind it have chosen options, too.
  const chosen = () => page.getByRole('dialog').locator('[role=option][aria-selected=true]')
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const { open } = wayAround(() => ({ dashboard, page }))

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    const names = ['ada', 'budi', 'chen', 'dewi']
    const contacts = names.map((name) => ({ email: `${name}@kopi.example`, firstName: name, tags: ['Customer'] }))
    await dashboard.client.contacts.batch({ contacts, upsert: true })
    await dashboard.client.segments.create({ name: 'Kopi drinkers', kind: 'dynamic', filters: {} })
    await dashboard.client.views.create({ name: 'By plan', filters: {} })
    await dashboard.client.templates.create({ name: 'Spring letter', html: '<p>Hello</p>' })
    await dashboard.client.forms.create({ name: 'Footer form', title: 'News', doubleOptIn: false })
    await dashboard.client.fields.create({ key: 'roast', name: 'Roast degree', type: 'text' })
    await dashboard.client.topics.create({ name: 'Barista tips', default: 'opt_in' })
    await dashboard.client.pipelines.create({ name: 'Shops', stages: ['New'] })
    const deal = { contact: 'budi@kopi.example', pipeline: 'Shops', stage: 'New' }
    await dashboard.client.opportunities.create({ ...deal, name: 'Two grinders' })
  })
  afterAll(() => dashboard.close())

  it('goes anywhere through the palette: a page, a segment, a person, a tag, and what is kept beside', async () => {
    await open('/contacts')
    await press('Control+k')
    await palette().fill('sett')
    await press('Enter')
    await page.waitForURL('**/settings/project')
    await press('Control+k')
    await palette().fill('kopi dr')
    await chosen().getByText('Kopi drinkers').waitFor()
    await press('Enter')
    await page.waitForURL('**/segments/seg_*')
    await press('Control+k')
    await palette().fill('budi@')
    await chosen().getByText('budi@kopi.example').waitFor()
    await press('Enter')
    await page.getByRole('heading', { name: 'budi', level: 1 }).waitFor()
    await press('Control+k')
    await palette().fill('Customer')
    await chosen().getByText('Customer', { exact: true }).waitFor()
    await press('Enter')
    await page.waitForURL('**/tags/tag_*')
    for (const [name, url] of KEPT) {
      // A panel that opens takes the cursor.
      await open('/statistics')
      await press('Control+k')
      await palette().fill(name)
      await chosen().getByText(name, { exact: true }).waitFor()
      await press('Enter')
      await page.waitForURL(url)
    }
  })

  it('finds the other things while one kind cannot be searched, and says so', async () => {
    await open('/tags')
    await page.route('**/v1/campaigns?*', (route) => route.abort())
    await press('Control+k')
    await palette().fill('budi@')
    await chosen().getByText('budi@kopi.example').waitFor()
    await says('Campaigns could not be searched just now.')
    await page.unroute('**/v1/campaigns?*')
    await press('Escape')
  })

  it('tells a screen reader what is chosen and how many there are, and offers what was looked at last', async () => {
    await open('/tags')
    await press('Control+k')
    await page.getByRole('option', { name: 'budi@kopi.example' }).waitFor()
    await palette().fill('kopi')
    await page.getByRole('status').getByText('6 results').waitFor({ state: 'attached' })
    const first = await palette().getAttribute('aria-activedescendant')
    await press('ArrowDown')
    const second = await palette().getAttribute('aria-activedescendant')
    expect(second).not.toBe(first)
    expect(await chosen().getAttribute('id')).toBe(second)
    await press('ArrowUp', 'ArrowUp')
    await chosen().getByText('Search all contacts').waitFor()
    await press('Escape')
    await palette().waitFor({ state: 'detached' })
    expect(page.url()).toMatch(/\/tags$/)
  })

  it('lists on ? what its keys do, and they do it', async () => {
    await open('/contacts')
    await press('Shift+?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('Next person').waitFor()
    const goTo = sheet.locator('section').filter({ hasText: 'Go to' })
    const shown = await goTo.locator('dt').allTextContents()
    const keys = await goTo
      .locator('dd')
      .evaluateAll((all) => all.map((it) => [...it.querySelectorAll('kbd')].map((key) => key.textContent ?? '')))
    await press('Escape')
    await sheet.waitFor({ state: 'detached' })
    for (const [place, name] of shown.entries()) {
      await press(...(keys[place] ?? []).map((key) => key.toLowerCase()))
      await page.getByRole('heading', { name, level: 1 }).waitFor()
      expect(await page.title()).toBe(`${name} · Rollcall`)
    }
  })

  it('leaves letters to whoever is typing', async () => {
    await open('/contacts')
    await press('/')
    await page.keyboard.type('gtx?')
    expect(await page.getByLabel('Search contacts').inputValue()).toBe('gtx?')
    expect(new URL(page.url()).pathname).toBe('/contacts')
  })

  it('moves the focus to the heading of the page that one came to', async () => {
    await open('/contacts')
    await press('g', 't')
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Tags')
  })

  it('reads, tags, edits and leaves people without a mouse, and takes it back', async () => {
    await open('/contacts?sort=email&direction=asc')
    await says('ada@kopi.example')
    await press('j', 'j', 'e')
    const side = page.getByRole('complementary', { name: 'Person' })
    await side.getByRole('heading', { name: 'budi' }).waitFor()
    await press('t')
    await page.keyboard.type('Regular')
    await press('Enter')
    await says('“Regular” put on budi@kopi.example.')
    await press('Escape', 'Tab')
    await page.evaluate('document.activeElement.blur()')
    await press('z')
    await side.getByRole('button', { name: 'Remove the tag Regular' }).waitFor({ state: 'detached' })
    await press('j')
    await side.getByRole('heading', { name: 'chen' }).waitFor()
    await press('Escape')
    await side.waitFor({ state: 'detached' })
    await press('o')
    await page.getByRole('heading', { name: 'chen', level: 1 }).waitFor()
    await press('k')
    await page.getByRole('heading', { name: 'budi', level: 1 }).waitFor()
    await press('e')
    await page.getByRole('textbox', { name: 'E-mail' }).fill('budi.s@kopi.example')
    await press('Enter')
    await page.getByRole('button', { name: 'Edit E-mail: budi.s@kopi.example' }).waitFor()
    await press('u')
    await page.waitForURL('**/contacts?sort=email&direction=asc')
    await says('budi.s@kopi.example')
  })

  it('takes the end of a sequence for nothing else', async () => {
    const { id } = await dashboard.client.contacts.get('ada@kopi.example')
    await open(`/contacts/${id}`)
    await press('g', 't')
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
    await press('t')
    await page.keyboard.type('Friend')
    await press('Enter')
    await says('“Friend” put on ada@kopi.example.')
  })

  it('selects a range and names what is to be done with how many', async () => {
    await open('/contacts?sort=email&direction=asc')
    await says('ada@kopi.example')
    await press('j', 'x', 'j', 'j', 'Shift+x')
    await says('3 people selected')
    await press('Escape')
    await page.getByText('3 people selected').waitFor({ state: 'detached' })
  })

  it('reaches what a page is for with Tab, sees where it is, and is back there after Escape', async () => {
    const { client } = dashboard
    const { id: tag } = await client.tags.get('Customer')
    await client.pipelines.create({ name: 'Orders', stages: ['Asked', 'Agreed'] })
    const dialogs: [path: string, opener: string, dialog: string | RegExp][] = [
      ['/contacts', 'New contact', 'New contact'],
      [`/tags/${tag}`, 'Rename', /^Rename/],
      [`/tags/${tag}`, 'Merge', /^Merge/],
      [`/tags/${tag}`, 'Delete', /^Delete/],
      ['/funnel', 'History', /^The last/],
      ['/funnel', 'New contacts: no stage', /./],
      ['/funnel', 'Move a tag’s people', /^Move/],
      ['/opportunities', 'New opportunity', 'New opportunity'],
    ]
    for (const [path, opener, name] of dialogs) {
      await open(path)
      const button = page.getByRole('button', { name: opener, exact: true })
      await reach(button)
      await press('Enter')
      const dialog = page.getByRole('dialog', { name })
      await dialog.waitFor()
      await until(
        () => dialog.evaluate((element) => element.contains(element.ownerDocument.activeElement)),
        (isInside) => isInside,
      )
      // A list that is open in it is what the first one closes.
      await until(
        () => press('Escape').then(() => dialog.count()),
        (left) => left === 0,
      )
      await until(
        () => button.evaluate((element) => element.matches(':focus')),
        (isBack) => isBack,
      )
    }
  })

  it('reaches with Tab what other pages are for', async () => {
    const places: [path: string, role: 'link' | 'button' | 'textbox', name: string][] = [
      ['/tags', 'button', 'New tag'],
      ['/tags', 'link', 'Tidy up'],
      ['/segments', 'link', 'New segment'],
      ['/segments', 'link', 'New static list'],
      ['/segments/new', 'button', 'Add condition'],
      ['/import', 'button', 'Choose a file'],
      ['/settings/project', 'textbox', 'Name'],
      ['/settings/people', 'button', 'Make a link'],
      ['/settings/keys', 'textbox', 'What it is for'],
      ['/settings/fields', 'button', 'New field'],
      ['/settings/topics', 'button', 'New topic'],
      ['/settings/sending', 'textbox', 'Postal address'],
      ['/settings/providers', 'button', 'Add a provider'],
      ['/settings/domains', 'button', 'Add a domain'],
      ['/suppressions', 'button', 'Add an address'],
    ]
    for (const [path, role, name] of places) {
      await open(path)
      await reach(page.getByRole(role, { name }).first())
    }
  })

  /** Presses Tab until it is there, and sees that it is. */
  async function reach(target: Locator) {
    await target.waitFor()
    const isThere = () => target.evaluate((element) => element.matches(':focus-visible'))
    for (let tabs = 0; tabs < MOST_TABS && !(await isThere()); tabs += 1) await press('Tab')
    expect([String(target), await isThere()]).toEqual([String(target), true])
    const outline = await target.evaluate(
      (element) => element.ownerDocument.defaultView?.getComputedStyle(element).outlineStyle,
    )
    const isField = await target.evaluate((element) => element.matches('input, textarea'))
    expect(isField || outline === 'solid').toBe(true)
  }

  it('takes single letters for nothing once that is switched off', async () => {
    await open('/contacts')
    await press('Shift+?')
    await page.getByLabel('Single letters are shortcuts').uncheck()
    await press('Escape')
    await press('g', 't', 'Control+k')
    await palette().waitFor()
    expect(new URL(page.url()).pathname).toBe('/contacts')
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
