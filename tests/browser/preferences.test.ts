import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { openAsSender } from './open-as-sender.ts'
import type { OpenDashboard } from './open-dashboard.ts'
import { findFaintTexts, findSerious, loadAxe } from './serious-findings.ts'

// In order: each step stands on the one before.
describe('the preference centre', () => {
  let dashboard: OpenDashboard
  let page: Page
  let link = ''
  const frame = () => page.frameLocator('iframe[title="Preview of the preference page"]')
  const names = async () => (await dashboard.client.topics.list()).data.map(({ name }) => name)
  // Meanwhile another page may come into the frame.
  const choices = () =>
    frame()
      .locator('.choice')
      .allInnerTexts()
      .catch(() => [])
  const line = (name: string) => page.locator('[data-line]').filter({ hasText: name })

  beforeAll(async () => {
    ;({ dashboard, page } = await openAsSender())
    const { client } = dashboard
    for (const [displayOrder, name] of ['Letter', 'Offers', 'Walks'].entries())
      await client.topics.create({ name, default: 'opt_in', displayOrder })
    await client.contacts.create({ email: 'ada@example.org', firstName: 'Ada' })
    link = (await client.contacts.preferencesLink('ada@example.org')).url
  })
  afterAll(() => dashboard.close())

  it('takes colour, words and pause with its page beside them, and undo', async () => {
    await page.goto(`${dashboard.address}/settings/preferences`)
    await frame().getByText('Choose what Quiet Summit sends to ada@example.org.').waitFor()
    await page.getByLabel('Heading').fill('Your letters')
    await page.getByLabel('Colour of buttons').fill('#2e6b4f')
    await page.getByLabel('Your postal address').fill('2 Hut Lane')
    await frame().getByRole('heading', { name: 'Your letters' }).waitFor()
    await frame().getByText('2 Hut Lane').waitFor()
    await page.getByLabel('Length of a pause').first().click()
    await page.getByRole('option', { name: '90 days' }).click()
    await frame().getByRole('button', { name: 'Pause for 90 days' }).waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const saved = await until(
      () => dashboard.client.project.get(),
      ({ branding }) => branding.color === '#2e6b4f',
    )
    expect(saved).toMatchObject({
      postalAddress: '2 Hut Lane',
      preferenceCentre: { pauseDays: 90, texts: { en: { title: 'Your letters' } } },
    })
    await page.getByRole('alert').filter({ hasText: 'Saved.' }).getByText('Undo').click()
    await until(
      () => dashboard.client.project.get(),
      ({ branding }) => branding.color === null,
    )
    await until(
      () => page.getByLabel('Heading').inputValue(),
      (title) => title === '',
    )
  })

  it('is looked at in other languages, states and widths, which stand in the address', async () => {
    await page.getByLabel('Your words in').first().click()
    await page.getByRole('option', { name: 'German' }).click()
    await frame().getByText('Wählen Sie, was Quiet Summit an ada@example.org schickt.').waitFor()
    await page.getByLabel('Whose page it is').first().click()
    await page.getByRole('option', { name: 'Somebody who left' }).click()
    await frame().getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()
    await page.getByText('Phone', { exact: true }).click()
    await page.reload()
    await frame().getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()
    expect(new URL(page.url()).search).toMatch(/language=de.*shows=left.*look=phone/)
    await page.goto(`${dashboard.address}/settings/preferences`)
  })

  it('puts topics in another order by drag and by keyboard, and hides one', async () => {
    await line('Walks')
      .getByRole('button', { name: /^Move Walks: drag/ })
      .dragTo(line('Letter'))
    await expect.poll(names).toEqual(['Walks', 'Letter', 'Offers'])
    const grip = line('Letter').getByRole('button', { name: /^Move Letter: drag/ })
    await until(() => line('Letter').getByRole('button', { name: 'Move Letter up' }).isEnabled(), Boolean)
    await grip.focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(names).toEqual(['Walks', 'Offers', 'Letter'])
    await until(choices, (shown) => shown.join() === 'Walks,Offers,Letter')
    await page.getByLabel('Who gets Offers').first().click()
    await page.getByRole('option', { name: 'Only who says yes' }).click()
    await page.getByLabel('Who sees Offers').first().click()
    await page.getByRole('option', { name: 'Only who gets it sees it' }).click()
    await until(choices, (shown) => shown.join() === 'Walks,Letter')
  })

  it('lets people choose, undo, pause and leave without JavaScript', async () => {
    const person = await dashboard.newStranger({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
    const said = () => person.getByRole('status')
    const press = (name: string) => person.getByRole('button', { name, exact: true }).click()
    await person.goto(link)
    await person.getByLabel('Walks').uncheck()
    await person.getByLabel('First name').fill('Augusta')
    await press('Save')
    await said().getByText('You no longer get “Walks”.').waitFor()
    await said().getByText('Your first name is Augusta.').waitFor()
    await press('Undo')
    await said().getByText('You now get “Walks”.').waitFor()
    expect(await person.getByLabel('First name').inputValue()).toBe('Ada')
    await person.getByLabel('Language').selectOption('fr')
    await press('Save')
    await said().getByText('Votre langue est : Français.').waitFor()
    await press('Annuler')
    await said().getByText('Your language was removed.').waitFor()
    await press('Pause for 30 days')
    await said().getByText('You get nothing until', { exact: false }).waitFor()
    await press('End the pause now')
    await said().getByText('The pause has ended.').waitFor()
    await press('Stop noticing that')
    await said().getByText('Nobody notices any more whether you open messages', { exact: false }).waitFor()
    expect((await dashboard.client.contacts.get('ada@example.org')).tracking).toBe(false)
    await press('Allow it again')
    await said().getByText('Opens and clicks are noticed again.').waitFor()
    await press('Unsubscribe from everything')
    await person.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
    await press('Undo')
    await person.getByRole('heading', { name: 'What you get' }).waitFor()
    expect((await dashboard.client.contacts.get('ada@example.org')).status).toBe('subscribed')
  })

  it('changes an address only from the new one, by a button', async () => {
    const person = await dashboard.newStranger({ javaScriptEnabled: false })
    await person.goto(link)
    await person.getByLabel('New e-mail address').fill('augusta@example.org')
    await person.getByRole('button', { name: 'Change address' }).click()
    await person.getByText('We sent a link to augusta@example.org.', { exact: false }).waitFor()
    const { data } = await until(
      () => dashboard.client.catcher.list({ q: 'augusta@example.org' }),
      (caught) => caught.data.length > 0,
    )
    const { text } = await dashboard.client.catcher.get(data[0]?.id ?? '')
    await person.goto(/http\S+\/confirm\/\S+/.exec(text ?? '')?.[0] ?? '')
    expect((await dashboard.client.contacts.get('ada@example.org')).email).toBe('ada@example.org')
    await person.getByRole('button', { name: 'Yes, use this address' }).click()
    await person.getByRole('heading', { name: 'Your address was changed' }).waitFor()
    expect(await dashboard.client.contacts.get('augusta@example.org')).toMatchObject({ firstName: 'Ada' })
  })

  it('is readable in light and dark, as are forms, and gives axe nothing serious to find', async () => {
    const { client } = dashboard
    await client.project.update({ branding: { color: '#ffd400' } })
    const { url } = await client.forms.create({
      ...{ name: 'Letter', title: 'Letter', text: 'I want it.', topics: ['Walks'] },
      fields: [{ field: 'firstName', label: 'First name', required: true }],
    })
    const person = await dashboard.newStranger({ viewport: { width: 375, height: 812 } })
    const look = async (place: string) => {
      await person.getByRole('heading', { level: 1 }).waitFor()
      await loadAxe(person)
      for (const colorScheme of ['light', 'dark'] as const) {
        await person.emulateMedia({ colorScheme })
        const found = [...(await findSerious(person)), ...(await findFaintTexts(person))]
        expect({ place, colorScheme, found }).toEqual({ place, colorScheme, found: [] })
      }
      expect(await person.evaluate('document.documentElement.scrollWidth')).toBe(375)
    }
    for (const [place, address] of Object.entries({ preferences: link, form: url, broken: `${link}x` })) {
      await person.goto(address)
      await look(place)
    }
    await person.goto(url)
    await person.evaluate("document.querySelector('form').submit()")
    await person.getByRole('alert').waitFor()
    await look('a form with what is missing')
  })

  it('shows a sentence and nothing else behind a link that was tampered with', async () => {
    const person = await dashboard.newStranger({ javaScriptEnabled: false })
    const last = link.at(-1) === 'A' ? 'B' : 'A'
    for (const broken of [`${link.slice(0, -1)}${last}`, `${link}x`, link.slice(0, -9)]) {
      await person.goto(broken)
      await person.getByRole('heading', { name: 'This link does not work' }).waitFor()
      expect(await person.locator('form').count()).toBe(0)
    }
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles.filter((trouble) => !/Blocked script execution/.test(trouble))).toEqual([])
  })
})
