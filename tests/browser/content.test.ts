import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

const HTML = '<p>Hello {{ contact.firstName }}</p>\n<a href="{{ unsubscribe_url }}">Unsubscribe</a>\n'
const PREVIEW = 'iframe[title="Preview of the message"]'

// In order: each step stands on the one before.
describe('templates and what a campaign says', () => {
  let dashboard: OpenDashboard
  let page: Page
  let campaign: string
  const { button, section, says, open } = wayAround(() => ({ dashboard, page }))
  const dialog = () => page.getByRole('dialog')
  const frame = (title = PREVIEW) => page.frameLocator(title)
  const look = (name: string) => section('As a person gets it').getByText(name, { exact: true }).click()

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    page.setDefaultTimeout(15_000)
    const { client } = dashboard
    await client.contacts.batch({
      contacts: [
        { email: 'first@example.org', firstName: 'Ada', tags: ['Ready'] },
        { email: 'second@example.org', firstName: 'Grace', tags: ['Ready'] },
        { email: 'nameless@example.org', tags: ['Ready'] },
      ],
      upsert: true,
    })
  })
  afterAll(() => dashboard.close())

  it('begins with a starter when there is nothing yet, and shows it as a person gets it', async () => {
    await open('/templates')
    await says('There are no templates yet')
    await page.getByRole('link', { name: 'Welcome', exact: true }).click()
    await page.waitForURL('**/templates/new?from=starter*')
    await frame().getByText('Welcome aboard').waitFor()
    await page.getByLabel(/^Name( \*)?$/).fill('First steps')
    await page.keyboard.press('Control+s')
    await page.waitForURL('**/templates/tpl_*')
    await page.getByRole('heading', { name: 'First steps' }).waitFor()
    // Until then the page that it was written on may still be there.
    await button('Saved').waitFor()
    expect((await dashboard.client.templates.get('First steps')).variables).toEqual(['contact.firstName'])
  })

  it('shows what is wrong with the Liquid in its line, and keeps the last preview meanwhile', async () => {
    const area = page.getByLabel(/^Message, HTML/)
    await area.fill(`${HTML}<p>{{ contact.email </p>`)
    await page
      .getByRole('alert')
      .getByText(/HTML cannot be read as Liquid.*line 3/)
      .waitFor()
    expect(await area.getAttribute('aria-invalid')).toBe('true')
    await frame().getByText('Welcome aboard').waitFor()
    await area.fill(HTML)
    await frame().getByText('Hello').waitFor()
    await until(
      () => area.getAttribute('aria-invalid'),
      (invalid) => invalid === 'false',
    )
    await button('Save the template').click()
    await button('Saved').waitFor()
    expect((await dashboard.client.templates.get('First steps')).html).toBe(HTML.trim())
  })

  it('asks before what was not saved is left', async () => {
    await page.getByLabel('Subject').fill('Not saved')
    page.once('dialog', (asked) => void asked.dismiss())
    await page.getByRole('link', { name: 'Campaigns' }).click()
    expect(page.url()).toContain('/templates/tpl_')
    await page.getByLabel('Subject').fill('Hello {{ contact.firstName | default: "you" }}')
    await button('Save the template').click()
    await button('Saved').waitFor()
  })

  it('is duplicated, and a name that is taken is refused in words', async () => {
    await button('More about this template').click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await page.getByRole('heading', { name: 'Copy of First steps' }).waitFor()
    await page.getByLabel(/^Name( \*)?$/).fill('First steps')
    await button('Save the template').click()
    await page
      .getByRole('alert')
      .getByText(/First steps/)
      .waitFor()
    await page.getByLabel(/^Name( \*)?$/).fill('Second steps')
    await button('Save the template').click()
    await page.waitForURL('**/templates/tpl_*')
  })

  it('is what a new campaign begins with, and knows of it', async () => {
    const { id } = await dashboard.client.templates.get('First steps')
    await open(`/campaigns/new?template=${id}`)
    expect(await page.getByLabel(/^Message, HTML/).inputValue()).toBe(HTML.trim())
    await page.getByLabel(/^Name( \*)?$/).fill('Spring')
    await page.getByLabel("Sender's address").fill('hello@example.org')
    await page.getByText('Everyone', { exact: true }).click()
    await button('Save the draft').click()
    await page.waitForURL('**/campaigns/cmp_*')
    campaign = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect((await dashboard.client.templates.get(id)).usedBy).toBe(1)
  })

  it('is previewed as the next person, as anybody, and in every way, with merge fields marked', async () => {
    const preview = section('As a person gets it')
    await frame().locator('mark[data-field="contact.firstName"]').waitFor()
    await page.goto(`${dashboard.address}/campaigns/${campaign}?as=second%40example.org`)
    await frame().getByText('Hello Grace').waitFor()
    await preview.getByText('Hello Grace').first().waitFor()
    // Newest first: the one before her has no name.
    await button('The person before').click()
    await preview.getByText('empty, and nothing is said instead').waitFor()
    await preview.getByText('Hello you').first().waitFor()
    await page.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press(']')
    await frame().getByText('Hello Grace').waitFor()
    for (const [way, title] of [
      ['Phone', 'on a phone'],
      ['Dark', 'on a dark screen'],
      ['No images', 'without images'],
    ]) {
      await look(way ?? '')
      await frame(`iframe[title="Preview of the message, ${title}"]`).getByText('Hello').waitFor()
    }
    await look('Text')
    await preview.locator('pre').getByText('Hello').waitFor()
    await look('All')
    await preview.getByText('On a dark screen', { exact: true }).waitFor()
    expect(await preview.locator('iframe').count()).toBe(3)
    await look('Wide')
    await button('Anybody of them').click()
    await until(
      () => page.url(),
      (url) => /as=con_/.test(url),
    )
  })

  it('says what the message takes, for how many that is empty, and leads to the line', async () => {
    await section('What it says').getByText('empty for 1 of 3 people, nothing is said instead').waitFor()
    const finding = section('Before it leaves')
      .getByRole('listitem')
      .filter({ hasText: '{{ contact.firstName }} is empty' })
    await finding.getByRole('button', { name: 'Line 1' }).click()
    const selected = `document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)`
    expect(await page.evaluate(selected)).toBe(HTML.split('\n')[0])
  })

  it('is not sent while something must be mended first', async () => {
    const area = page.getByLabel(/^Message, HTML/)
    await area.fill(`${HTML}\n<p>{{ contact.shoeSize }}</p>`)
    await button('1 thing to mend first').waitFor()
    expect(await button('Send to 3 people').isDisabled()).toBe(true)
    await section('Before it leaves').getByText('There is no variable {{ contact.shoeSize }}').waitFor()
    await area.fill(`${HTML}<a href="http://127.0.0.1:1/gone">Gone</a>`)
    await until(() => button('Send to 3 people').isEnabled(), Boolean)
  })

  it('has its links asked, also by the step that sends', async () => {
    await section('Before it leaves').getByText('http://127.0.0.1:1/gone').waitFor()
    await button('Check that every link works').click()
    await section('Before it leaves')
      .getByText(/1 link does not work: http:\/\/127\.0\.0\.1:1\/gone/)
      .waitFor()
    await button('Send to 3 people').click()
    const confirm = section('Confirm the sending')
    await confirm.getByText(/1 link does not work/).waitFor()
    await confirm.getByText('{{ contact.firstName }} is empty for 1 person of 3 people', { exact: false }).waitFor()
    await button('Not yet').click()
  })

  it('is sent to oneself and others to look at, by keyboard, and says what became of it', async () => {
    await page.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press('t')
    const to = dialog()
      .getByRole('combobox', { name: 'To' })
      .or(dialog().getByRole('textbox', { name: 'To' }))
      .first()
    await to.pressSequentially('broken,')
    await button('Send the test').click()
    await dialog().getByText('must be an e-mail address', { exact: false }).waitFor()
    await to.press('Backspace')
    await to.pressSequentially('friend@example.org')
    await to.press('Enter')
    await button('Send the test').click()
    const became = dialog().getByRole('list', { name: 'What became of the test' })
    await became.getByText('friend@example.org: sent').waitFor()
    await became.getByText('ada@example.org: sent').waitFor()
    const caught = await dashboard.client.catcher.list()
    expect(caught.data).toHaveLength(2)
    expect(caught.data.every(({ subject }) => subject?.startsWith('[Test] Hello'))).toBe(true)
    const addresses = ['ada@example.org', 'friend@example.org']
    await button('Keep these as a list').press('Enter')
    await page.keyboard.type('Editors')
    await page.keyboard.press('Enter')
    await dialog().getByRole('button', { name: 'Editors (2)', pressed: true }).waitFor()
    expect((await dashboard.client.testLists.list()).data).toEqual([{ name: 'Editors', to: addresses }])
    await button('Done').click()
  })

  it('is sent to a list that was kept, which can be forgotten and brought back', async () => {
    await page.keyboard.press('t')
    await dialog().getByRole('button', { name: 'Editors (2)', pressed: false }).press('Enter')
    await dialog().getByText('friend@example.org').waitFor()
    await button('Forget the list Editors').click()
    await button('Keep these as a list').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await dialog().getByRole('button', { name: 'Editors (2)', pressed: true }).waitFor()
    await button('Not now').click()
  })

  it('is kept as a template, and begins anew with another message, which undo takes back', async () => {
    await button('Keep it as a template').click()
    await dialog().getByLabel('Name of the template').fill('Spring letter')
    await page.keyboard.press('Enter')
    await says('“Spring letter” is a template.')
    expect((await dashboard.client.templates.get('Spring letter')).html).toContain('Gone')
    await button('Begin with a template').click()
    await dialog().getByText('Your templates').click()
    await dialog()
      .getByRole('button', { name: /Second steps/ })
      .click()
    await until(
      () => dashboard.client.campaigns.get(campaign),
      ({ html }) => !html.includes('Gone'),
    )
    await says('Every change is saved.')
    await button('Undo').first().click()
    await until(
      () => dashboard.client.campaigns.get(campaign),
      ({ html }) => html.includes('Gone'),
    )
    await button('Begin with a template').click()
    await dialog().getByText('Campaigns', { exact: true }).click()
    await dialog()
      .getByRole('button', { name: /Spring/ })
      .click()
    await dialog().waitFor({ state: 'detached' })
  })

  it('is deleted with the campaigns named that began with it, which keep their own', async () => {
    await open('/templates')
    const { id } = await dashboard.client.templates.get('Second steps')
    await until(
      async () => (await dashboard.client.templates.get(id)).usedBy,
      (uses) => uses === 1,
    )
    await button('More about Second steps').click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await dialog().getByRole('link', { name: 'Spring' }).waitFor()
    await button('Delete the template').click()
    await page.getByRole('link', { name: 'Second steps' }).waitFor({ state: 'detached' })
    expect((await dashboard.client.campaigns.get(campaign)).status).toBe('draft')
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles.filter((trouble) => !/Blocked script execution/.test(trouble))).toEqual([])
  })
})
