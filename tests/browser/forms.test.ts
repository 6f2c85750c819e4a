import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { openAsSender } from './open-as-sender.ts'
import type { OpenDashboard } from './open-dashboard.ts'

// Programs are faster than this; people are not.
const TYPING_MS = 2_100

// In order: each step stands on the one before.
describe('subscribe forms', () => {
  let dashboard: OpenDashboard
  let page: Page
  let form = ''
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()
  const frame = (what = 'the form') => page.frameLocator(`iframe[title="Preview: ${what}"]`)
  const field = (label: string | RegExp) => page.getByLabel(label).first()
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const get = () => dashboard.client.forms.get(form)

  beforeAll(async () => {
    ;({ dashboard, page } = await openAsSender())
    const { client } = dashboard
    await client.topics.create({ name: 'Offers', default: 'opt_out' })
    await client.tags.create({ name: 'From the web' })
  })
  afterAll(() => dashboard.close())

  it('begin with one that is written already, found by keyboard', async () => {
    await open('/contacts')
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.getByText('There are no forms yet').waitFor()
    await page.getByRole('link', { name: 'Begin with a newsletter form' }).click()
    await frame().getByText('I want to get e-mail from Quiet Summit.').waitFor()
    await page.keyboard.press('Control+s')
    await page.waitForURL('**/signup-forms/frm_*')
    form = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.getByRole('region', { name: 'For your own page' }).getByText(`/forms/${form}/embed.js`).waitFor()
    expect(await get()).toMatchObject({ name: 'Newsletter', doubleOptIn: true, version: 1 })
  })

  it('show what people will see while they are written', async () => {
    await tab('The form')
    await field('Heading').fill('Letters from the hut')
    await frame().getByRole('heading', { name: 'Letters from the hut' }).waitFor()
    await button('Ask something else').click()
    await page.getByLabel('Words for Last name').fill('Family name')
    await frame().getByText('Family name').waitFor()
    await button('Move Last name up').click()
    await page.getByLabel('Topics to choose from').first().click()
    await page.getByRole('option', { name: 'Offers' }).click()
    await page.keyboard.press('Escape')
    await frame().getByText('Offers').waitFor()
    await page.getByText('The message', { exact: true }).click()
    await frame('the message').getByText('Somebody, probably you, subscribed ada@example.org').waitFor()
    await page.getByText('Confirmed', { exact: true }).click()
    await frame('confirmed').getByText('Thank you. You will hear from Quiet Summit.').waitFor()
    await page.getByRole('tabpanel').getByText('Dark', { exact: true }).click()
    await page.waitForURL(/shows=done.*look=dark|look=dark.*shows=done/)
  })

  it('are saved with undo, ask before they are left, and say what they lack', async () => {
    page.once('dialog', (asked) => void asked.dismiss())
    await page.getByRole('link', { name: 'Tags' }).click()
    expect(page.url()).toContain(form)
    await field('Heading').fill('')
    await page.getByText('Missing: a heading').waitFor()
    expect(await button('Save the form').isDisabled()).toBe(true)
    await field('Heading').fill('Letters from the hut')
    await button('Save the form').click()
    await button('Saved').waitFor()
    expect(await get()).toMatchObject({ version: 2, fields: [{ field: 'lastName' }, { field: 'firstName' }] })
    await page.getByRole('alert').filter({ hasText: 'Saved.' }).getByText('Undo').click()
    await until(get, ({ title }) => title === 'Get our newsletter')
    await until(
      () => field('Heading').inputValue(),
      (title) => title === 'Get our newsletter',
    )
    await field('Heading').fill('Letters from the hut')
    await button('Save the form').click()
    await button('Saved').waitFor()
  })

  it('keep every wording, with who wrote it and what was different', async () => {
    await tab('Wordings')
    const newest = page.getByRole('list', { name: 'Wordings' }).getByRole('listitem').first()
    await newest.getByText('people see it now').waitFor()
    await newest.getByText('by Ada Lovelace', { exact: false }).waitFor()
    await newest.getByText('The heading was “Get our newsletter”, and is “Letters from the hut”').waitFor()
    await newest.getByText('All of it').click()
    await newest.getByText('I want to get e-mail from Quiet Summit.', { exact: false }).waitFor()
  })

  it('are kept to the websites that they name, and their own page', async () => {
    await tab('The form')
    const websites = page.getByRole('combobox', { name: 'Websites that may have it in their pages' })
    await websites.fill('my shop')
    await websites.press('Enter')
    await page.getByText('“my shop” is no address of a website.').waitFor()
    await websites.press('Backspace')
    await websites.fill('Shop.example/sign-up')
    await websites.press('Enter')
    await button('Save the form').click()
    await button('Saved').waitFor()
    expect(await get()).toMatchObject({ origins: ['https://shop.example'] })
    await tab('Put it on a page')
    await page.getByText('The code below works in pages of https://shop.example alone.').waitFor()
    const { embed, url } = await get()
    const person = await dashboard.newStranger({ javaScriptEnabled: false })
    const body = `<!doctype html><title>Elsewhere</title>${embed.withoutScript}`
    await person.route('http://elsewhere.example/', (route) => route.fulfill({ contentType: 'text/html', body }))
    await person.goto('http://elsewhere.example/')
    await person.getByLabel('E-mail address').fill('new@example.org')
    await person.getByRole('button', { name: 'Subscribe' }).click()
    await person.getByText('This form takes no subscriptions from http://elsewhere.example.').waitFor()
    await person.getByRole('link', { name: 'Open the form' }).click()
    await person.waitForURL(url)
  })

  it('are named by the topic that they offer, which cannot be deleted meanwhile', async () => {
    await dashboard.client.forms.update(form, { topics: ['Offers'] })
    await open('/settings/topics')
    await button('Offers').click()
    await page.getByText('It cannot be deleted while something uses it.').waitFor()
    await page.getByRole('list', { name: 'Used by' }).getByRole('link', { name: 'Newsletter' }).click()
    await page.getByRole('heading', { name: 'Newsletter', level: 1 }).waitFor()
  })

  it('work without JavaScript, up to the confirmation, and tell the proof', async () => {
    const person = await dashboard.newStranger({ javaScriptEnabled: false })
    await person.goto((await get()).url)
    await person.getByLabel('E-mail address').fill('new@example.org')
    await person.getByLabel('First name').fill('Nora')
    await person.waitForTimeout(TYPING_MS)
    await person.getByRole('button', { name: 'Subscribe' }).click()
    await person.getByRole('heading', { name: 'Almost done' }).waitFor()
    await tab('Sign-ups')
    const row = page.getByRole('row').filter({ hasText: 'new@example.org' })
    await row.getByText('Waits to be confirmed', { exact: true }).waitFor()
    const { data } = await until(
      () => dashboard.client.catcher.list({ q: 'new@example.org' }),
      ({ data }) => data.length > 0,
    )
    const { text } = await dashboard.client.catcher.get(data[0]?.id ?? '')
    await person.goto(/http\S+\/confirm\/\S+/.exec(text ?? '')?.[0] ?? '')
    await person.getByRole('button', { name: 'Yes, subscribe me' }).click()
    await person.getByRole('heading', { name: 'You are subscribed' }).waitFor()
    await page.reload()
    await row.getByText('Confirmed', { exact: true }).waitFor()
    await row.getByText('Mozilla', { exact: false }).first().waitFor()
    await row.getByRole('link', { name: 'new@example.org' }).click()
    await page.getByRole('heading', { name: 'Nora', level: 1 }).waitFor()
  })

  it('are closed, opened and counted in their list', async () => {
    await open('/signup-forms')
    const row = page.getByRole('row').filter({ hasText: 'Newsletter' })
    await row.getByText('100%', { exact: true }).waitFor()
    await button('More about Newsletter').click()
    await page.getByRole('menuitem', { name: 'Close it' }).click()
    await row.getByText('Closed').waitFor()
    const person = await dashboard.newStranger({ javaScriptEnabled: false })
    await person.goto((await get()).url)
    await person.getByRole('heading', { name: 'This form is closed' }).waitFor()
    await page.getByText('Undo').first().click()
    await row.getByText('Closed').waitFor({ state: 'detached' })
  })

  it('are duplicated, and deleted with what that means, which undo takes back', async () => {
    await button('More about Newsletter').click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await until(
      () => field(/^Name/).inputValue(),
      (name) => name === 'Copy of Newsletter',
    )
    await button('Save the form').click()
    await page.waitForURL(/signup-forms\/frm_/)
    await page.getByRole('heading', { name: 'Copy of Newsletter', level: 1 }).waitFor()
    await open('/signup-forms')
    await page.getByRole('button', { name: 'More about Newsletter', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 person who confirmed stays subscribed', { exact: false }).waitFor()
    await dialog.getByRole('button', { name: 'Delete the form' }).click()
    const link = page.getByRole('link', { name: 'Newsletter', exact: true })
    await link.waitFor({ state: 'detached' })
    await page.getByRole('alert').filter({ hasText: '“Newsletter” is deleted.' }).getByText('Undo').click()
    await link.waitFor()
    expect(await get()).toMatchObject({ signUps: { confirmed: 1 } })
  })

  it('say what is missing when there is no sender to ask people from', async () => {
    await dashboard.client.project.update({ fromEmail: null })
    await open('/signup-forms/new')
    await page.getByText('The message needs a sender.', { exact: false }).waitFor()
    expect(await page.getByRole('switch', { name: /double opt-in/ }).isChecked()).toBe(false)
  })

  it('threw no error and asked nobody else', () => {
    const isMeant = (trouble: string) => /Blocked script execution|^asked http:\/\/elsewhere\.example\/$/.test(trouble)
    expect(dashboard.troubles.filter((trouble) => !isMeant(trouble))).toEqual([])
  })
})
