import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

describe('what sending needs', () => {
  let dashboard: OpenDashboard
  let page: Page
  const { button, open } = wayAround(() => ({ dashboard, page }))
  const input = (label: string) => page.getByRole('textbox', { name: label, exact: true })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const choose = async (label: string, option: string) => {
    await page.getByLabel(label, { exact: true }).first().click()
    await page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('adds an account by keyboard, with what its service asks for, and never shows its secret again', async () => {
    await open('/settings/providers')
    await says('everything stops in the mail catcher')
    await page.keyboard.press('n')
    await page.getByRole('form', { name: 'New provider' }).waitFor()
    await page.keyboard.press('Enter')
    const resend = page.getByRole('option', { name: 'Resend' })
    await resend.waitFor()
    const isChosen = async () => (await resend.getAttribute('data-combobox-selected')) === 'true'
    for (let steps = 0; steps < 10 && !(await isChosen()); steps += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**kind=resend*')
    await input('Name').fill('News')
    await page.getByLabel('API key').fill('re_123456789abcd')
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: 'Change News' }).waitFor()
    await says('Empty keeps the present one, …abcd.')
    expect(await page.content()).not.toContain('re_123456789abcd')
    const made = await dashboard.client.providers.get('resend')
    expect(made).toMatchObject({ name: 'News', secrets: { apiKey: '…abcd' }, isDefault: false })
    await page
      .getByRole('region', { name: 'Reports' })
      .getByText(made.webhookUrl ?? '')
      .waitFor()
    await says('enter the signing secret')
    await says('Nobody outside reaches these addresses')
  })

  it('changes one setting, keeps the secret, and forgets what need not be there', async () => {
    await page.getByLabel('Signing secret').fill('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    await button('Save').click()
    await says(/Empty keeps the present one, …LaSw/)
    await button('Forget it').click()
    await says('It will be forgotten when you save.')
    await input('Name').fill('Letters')
    await button('Save').click()
    await page.getByRole('form', { name: 'Change Letters' }).waitFor()
    await expect.poll(async () => (await dashboard.client.providers.get('resend')).secrets).toEqual({ apiKey: '…abcd' })
  })

  it('says in a sentence whether the connection works', async () => {
    const { id } = await dashboard.client.providers.get('migma')
    await open(`/settings/providers?provider=${id}`)
    await button('Test the connection').click()
    await says('It works')
    await says('Mail goes to the built-in catcher, and nowhere else.')
    await says(/To delete it, make another one the default/)
    const settings = { host: 'smtp.invalid', port: '2525' }
    const smtp = await dashboard.client.providers.create({ kind: 'smtp', name: 'Relay', settings })
    await open(`/settings/providers?provider=${smtp.id}`)
    await button('Test the connection').click()
    await says('It does not work')
  })

  it('limits how fast mail leaves through it, and takes it back', async () => {
    const limits = async () => (await dashboard.client.providers.get('smtp')).sendingLimits
    const none = { perSecond: null, perHour: null, perDay: null }
    expect(await button('Save the limits').isDisabled()).toBe(true)
    await input('Host').fill('typed.example.org')
    await input('Messages a second').fill('14')
    await input('Messages a day').fill('50000')
    await button('Save the limits').click()
    await expect.poll(limits).toEqual({ perSecond: 14, perHour: null, perDay: 50_000 })
    await button('Undo').click()
    await expect.poll(limits).toEqual(none)
    // The limits begin anew with what was kept; what is typed in another form stays.
    await expect.poll(() => input('Messages a second').inputValue()).toBe('')
    expect(await input('Host').inputValue()).toBe('typed.example.org')
  })

  it('says what is wrong with a setting, in the words of the server', async () => {
    await input('Host').fill('127.0.0.1')
    await button('Save').click()
    await page
      .getByRole('alert')
      .getByText(/not on the public internet/)
      .waitFor()
  })

  it('makes one the default with a way back, and a campaign choose another', async () => {
    const names = async () =>
      (await dashboard.client.providers.list()).data.filter(({ isDefault }) => isDefault).map(({ name }) => name)
    await button('Make it the default').click()
    await says('Relay is the default now.')
    await expect.poll(names).toEqual(['Relay'])
    await button('Undo').click()
    await expect.poll(names).not.toEqual(['Relay'])
    const draft = await dashboard.client.campaigns.create({
      ...{ name: 'March', subject: 'News', from: 'a@example.org', html: '<p>Hello</p>' },
      audience: { include: { everyone: true } },
    })
    await open(`/campaigns/${draft.id}`)
    await choose('Sent through', 'Letters')
    const chosen = await dashboard.client.providers.get('resend')
    await expect.poll(async () => (await dashboard.client.campaigns.get(draft.id)).provider).toBe(chosen.id)
    await open(`/settings/providers?provider=${chosen.id}`)
    await button('Delete the provider').click()
    await button('Delete the provider').click()
    await page
      .getByRole('alert')
      .getByText(/is used by the campaign "March"/)
      .waitFor()
    await dashboard.client.campaigns.update(draft.id, { provider: null })
    await button('Delete the provider').click()
    await page.waitForURL('**/settings/providers')
    await expect.poll(async () => (await dashboard.client.providers.list()).data.length).toBe(2)
  })

  it('keeps what new campaigns begin with, and takes it back', async () => {
    const defaults = async () => (await dashboard.client.project.get()).campaignDefaults
    const cap = page.getByRole('switch', { name: 'Nobody who heard from you too often' })
    await open('/settings/sending')
    await cap.press('Space')
    await choose('Whoever got that many', 'They get it once')
    await button('Save for new campaigns').click()
    const frequencyCap = { messages: 1, hours: 16, reached: 'wait' }
    await expect.poll(defaults).toEqual({ frequencyCap, window: null })
    await open('/campaigns/new')
    const reached = page.getByRole('combobox', { name: 'Whoever got that many' })
    await expect.poll(() => reached.inputValue()).toBe('They get it once those hours are over')
    expect(await cap.isChecked()).toBe(true)
    await open('/settings/sending')
    await cap.press('Space')
    await button('Save for new campaigns').click()
    await expect.poll(defaults).toEqual({ frequencyCap: null, window: null })
    await button('Undo').click()
    await expect.poll(defaults).toEqual({ frequencyCap, window: null })
    await expect.poll(() => cap.isChecked()).toBe(true)
  })

  it('gives the record of a domain as its DNS host takes it', async () => {
    await dashboard.client.project.update({ fromEmail: 'news@letters.example' })
    await open('/settings/domains?new=true')
    await expect.poll(() => input('Domain').inputValue()).toBe('letters.example')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'letters.example' }).waitFor()
    const { record, selector } = await dashboard.client.domains.get('letters.example')
    await page.getByText(record.name, { exact: true }).waitFor()
    await choose('Where is the DNS of this domain?', 'Amazon Route 53')
    await page.waitForURL('**at=route53*')
    await page.getByText(`${selector}._domainkey`, { exact: true }).waitFor()
    await says(/^"v=DKIM1/)
    await page
      .getByRole('region', { name: 'Signature (DKIM)' })
      .getByText(/Not checked yet|Missing|DNS gave/)
      .waitFor()
    await button('Check the records now').waitFor()
    await button('Delete the domain').click()
    await button('Delete the domain').click()
    await says('There are no domains yet')
  })

  it('limits how fast mail leaves, switches tracking, and takes it back', async () => {
    await open('/settings/sending')
    const limits = async () => (await dashboard.client.project.get()).sendingLimits
    await input('Messages an hour, at most').fill('500')
    await button('Add a domain').click()
    await input('Domain').fill('Gmail.com')
    expect(await button('Save the limits').isDisabled()).toBe(true)
    await page.getByLabel('Messages an hour to Gmail.com').fill('20')
    await button('Save the limits').click()
    await expect.poll(limits).toEqual({ perHour: 500, perDomain: [{ domain: 'gmail.com', perHour: 20 }] })
    await button('Undo').click()
    await expect.poll(limits).toEqual({ perHour: null, perDomain: [] })
    await page.getByRole('group', { name: /^Limit for/ }).waitFor({ state: 'detached' })
    await page.getByLabel('Notice who opens a message').press('Space')
    await expect.poll(async () => (await dashboard.client.project.get()).tracking.opens).toBe(false)
    await input('Postal address').fill('')
    await button('Save').click()
    await expect.poll(async () => (await dashboard.client.project.get()).postalAddress).toBeNull()
  })

  it('puts an address on the suppression list by keyboard, shows whom it concerns, and takes it off again', async () => {
    await dashboard.client.contacts.create({ email: 'grace@example.org', firstName: 'Grace', status: 'subscribed' })
    const listed = async () => (await dashboard.client.suppressions.list()).data.map(({ email }) => email)
    await open('/campaigns')
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await says('The list is empty')
    await page.keyboard.press('n')
    await input('Address').fill('grace@example.org')
    await input('Note').fill('Asked by phone')
    await page.keyboard.press('Enter')
    await expect.poll(listed).toEqual(['grace@example.org'])
    await button('grace@example.org').click()
    await page.getByRole('region', { name: 'grace@example.org' }).getByRole('link', { name: 'Grace' }).click()
    await page.getByRole('link', { name: 'See it on the list' }).click()
    await page.waitForURL('**/suppressions?q=grace*')
    await page.getByRole('region', { name: 'grace@example.org' }).getByText('Asked by phone').waitFor()
    await button('Take it off the list').click()
    await says('It gets mail again if its person is subscribed.')
    await button('Take it off the list').click()
    await expect.poll(listed).toEqual([])
    await says('is off the suppression list')
    await page.keyboard.press('z')
    await expect.poll(listed).toEqual(['grace@example.org'])
  })

  it('finds an address on the list, and says when it is not there', async () => {
    await dashboard.client.suppressions.create({ email: 'ada@example.org', reason: 'bounce' })
    await open('/suppressions')
    await button('ada@example.org').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('grace@example.org')
    await button('ada@example.org').waitFor({ state: 'detached' })
    await button('grace@example.org').waitFor()
    await page.getByLabel('Find an address').fill('nobody@example.org')
    await says('It is not on the list')
  })

  it('lets segments be chosen on a phone', async () => {
    await dashboard.client.segments.create({ name: 'Everybody', kind: 'dynamic', filters: {} })
    const phone = await dashboard.newPage({ viewport: { width: 375, height: 812 } })
    await phone.goto(`${dashboard.address}/segments`)
    await phone.getByLabel('Choose Everybody').check()
    await phone.getByRole('button', { name: 'Delete 1 segment' }).waitFor()
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
