import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../support/services/webhook-receiver.ts'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

// From nothing to sent, in order: each step stands on the one before.
describe('a campaign by SMS', () => {
  let dashboard: OpenDashboard
  let receiver: WebhookReceiver
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const section = (name: string) => page.getByRole('region', { name })
  const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  beforeAll(async () => {
    dashboard = await openDashboard({ allowPrivate: true })
    receiver = await startWebhookReceiver()
    page = await dashboard.newPage()
    page.setDefaultTimeout(15_000)
    await dashboard.client.contacts.batch({
      contacts: Array.from({ length: 12 }, (_, place) => ({
        externalId: `person-${place}`,
        phone: `+1500555${1_000 + place}`,
        firstName: '<b>Zoe</b>',
        ...(place < 9 && { consent: { sms: place < 8 ? 'opted_in' : 'opted_out' } }),
      })),
    })
    const { id: topic } = await dashboard.client.topics.create({ name: 'Seasons', default: 'opt_in' })
    await dashboard.client.topics.unsubscribe(topic, { contact: 'person-0' })
  })
  afterAll(async () => {
    await dashboard.close()
    await receiver.close()
  })

  it('begins with mail; on SMS it asks for a text alone, and says that nothing carries it yet', async () => {
    await open('/campaigns/new')
    expect(await page.getByRole('combobox', { name: 'Sent as' }).inputValue()).toBe('E-mail')
    await page.getByLabel('Subject').waitFor()
    await choose('Sent as', 'SMS')
    await page.getByLabel('Subject').waitFor({ state: 'detached' })
    await section('What it says').getByText('Missing: a name, the text').waitFor()
    await section('What it leaves through').getByText('Nothing carries SMS yet.').waitFor()
    await section('What it leaves through').getByRole('link', { name: 'Add a provider' }).click()
    await page.waitForURL('**/settings/providers?*')
  })

  it('gets its provider, whose secret is shown once', async () => {
    await choose('Service', 'Webhook')
    await page.getByLabel('Address').fill(`${receiver.url}/take`)
    await choose('Channel', 'sms')
    await button('Add the provider').click()
    const secret = page.getByText(/^whsec_/)
    receiver.secret = (await secret.textContent())?.trim() ?? ''
    expect(receiver.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    await button('I have copied it').click()
    await button('Test the connection').click()
    await says('The webhook took a signed rollcall.ping')
    await says('Stop using it as the default')
  })

  it('is written with its segments counted, and shown as somebody gets it', async () => {
    await open('/campaigns/new')
    await choose('Sent as', 'SMS')
    await page.getByLabel(/^Name( \*)?$/).fill('Winter text')
    await page.getByText('Everyone', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Message' }).fill('Hi {{ contact.firstName }} – it is winter')
    await says(/“–” makes it UCS-2/)
    await section('Preview of the text').getByText('Hi <b>Zoe</b> – it is winter').waitFor()
    await page.getByRole('textbox', { name: 'Message' }).fill('Hi {{ contact.firstName }}, it is winter')
    await section('Preview of the text').getByText('Hi <b>Zoe</b>, it is winter').waitFor()
    await says('27 characters · 1 segment (GSM-7, 27 of 160)')
    await says('8people will get this')
    await says('never said yes to SMS')
    await choose('What it is about', 'Seasons')
    await says('7people will get this')
    await says('are not subscribed to its topic')
    await choose('What it is about', 'No topic in particular')
    await says('8people will get this')
    await button('Save the draft').click()
    await page.waitForURL('**/campaigns/cmp_*')
  })

  it('is tried on a number that says its country, as it stands there, and on none that said no', async () => {
    await button('Send a test').waitFor()
    await page.getByRole('textbox', { name: 'Message' }).fill('Hi {{ contact.firstName }}, it is nearly winter')
    await button('Send a test').click()
    const dialog = page.getByRole('dialog', { name: 'Send a test' })
    const to = dialog.getByRole('combobox', { name: 'To' })
    await to.fill('5005550006')
    await to.press('Enter')
    await dialog.getByRole('button', { name: 'Send the test' }).click()
    await dialog.getByText('write it as +, country and number').waitFor()
    await to.press('Backspace')
    await to.fill('+15005551008')
    await to.press('Enter')
    await dialog.getByRole('button', { name: 'Send the test' }).click()
    await dialog.getByText('+15005551008 answered STOP').waitFor()
    await to.press('Backspace')
    await to.fill('+1 500 555 0006')
    await to.press('Enter')
    await dialog.getByRole('button', { name: 'Send the test' }).click()
    await dialog.getByText('+15005550006: sent').waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    const sent = receiver.received.filter(({ type }) => type === 'message.send')
    expect(sent.map(({ data }) => [data.to, data.text])).toEqual([
      ['+15005550006', '[Test] Hi <b>Zoe</b>, it is nearly winter'],
    ])
    receiver.received.length = 0
  })

  it('is tried in versions, shown in each, of which nobody sees opens or clicks', async () => {
    await button('Try another version (A/B)').click()
    await section('Versions').getByText('Nobody sees who opens a text').waitFor()
    await page.getByRole('textbox', { name: 'Message of version B' }).fill('Winter for {{ contact.firstName }} – now')
    await section('Versions')
      .getByText(/“–” makes it UCS-2/)
      .waitFor()
    await page.getByRole('combobox', { name: 'The winner is where' }).click()
    expect(await page.getByRole('option').allTextContents()).toEqual([
      'More people did something of yours',
      'I choose myself',
    ])
    await page.keyboard.press('Escape')
    await page.getByRole('radiogroup', { name: 'Version to look at' }).getByText('Version B', { exact: true }).click()
    await section('Preview of the text').getByText('Winter for <b>Zoe</b> – now').waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await until(
      () => dashboard.client.campaigns.get(id),
      ({ variants }) => variants[0]?.text === 'Winter for {{ contact.firstName }} – now',
    )
    await page.reload()
    await page.getByRole('textbox', { name: 'Message of version B' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Message of version B' }).inputValue()).toContain('Winter for')
    await button('Remove version B').click()
    await page.getByRole('textbox', { name: 'Message of version B' }).waitFor({ state: 'detached' })
    await section('Preview of the text').getByText('it is nearly winter').waitFor()
    await until(
      () => dashboard.client.campaigns.get(id),
      ({ variants }) => variants.length === 0,
    )
  })

  it('is kept as a template for texts, which is found among its like, changed, and begun with', async () => {
    const dialog = page.getByRole('dialog')
    await button('Keep it as a template').click()
    await dialog.getByLabel('Name of the template').fill('Winter is near')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await says('“Winter is near” is a template.')
    const composer = new URL(page.url()).pathname
    await open('/templates')
    const card = page.getByRole('listitem').filter({ hasText: 'Winter is near' })
    await card.getByText(/1 segment \(GSM-7/).waitFor()
    await card.getByRole('link', { name: 'Winter is near' }).click()
    await section('Preview of the text').getByText('Hi <b>Zoe</b>, it is nearly winter').waitFor()
    await page.getByRole('textbox', { name: 'Message' }).fill('Hello {{ contact.firstName }}, mind the snow')
    await says(/ characters as it is written · 1 segment/)
    await button('Save the template').click()
    await button('Saved').waitFor()
    await open(composer)
    await button('Begin with a template').click()
    await dialog.getByRole('button', { name: 'Winter is near' }).waitFor()
    expect(await dialog.getByRole('radio').count()).toBe(2)
    await dialog.getByRole('button', { name: 'Winter is near' }).click()
    await section('Preview of the text').getByText('Hello <b>Zoe</b>, mind the snow').waitFor()
  })

  it('is checked, mended and sent', async () => {
    await section('Before it leaves').getByText('The text says no way out.').waitFor()
    await page
      .getByRole('textbox', { name: 'Message' })
      .fill('Hi {{ contact.firstName }}, it is winter. Reply STOP to end')
    await section('Before it leaves').getByText('The text says no way out.').waitFor({ state: 'detached' })
    await button('Send to 8 people').click()
    await section('Confirm the sending')
      .getByText(/as SMS: “Hi/)
      .waitFor()
    await button('Yes, send to 8 people').click()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await until(
      () => dashboard.client.campaigns.get(id),
      ({ status }) => status === 'sent',
      60,
    )
    const sent = receiver.received.filter(({ type }) => type === 'message.send')
    expect(sent.map(({ data }) => data.text)).toEqual(
      Array.from({ length: 8 }, () => 'Hi <b>Zoe</b>, it is winter. Reply STOP to end'),
    )
  })

  it('shows what became of it, and nothing that texts do not have', async () => {
    await section('From the audience to the phone').getByRole('link', { name: 'Delivered 8: show them' }).click()
    await page.getByRole('heading', { name: '8 people' }).waitFor()
    await page
      .getByRole('button', { name: /^sent: details of/ })
      .first()
      .click()
    await says('sent. The provider took it over.')
    await page.getByRole('tab', { name: 'Overview' }).click()
    await section('Rates').getByText('Opted out').waitFor()
    expect(await page.getByText('Opened').count()).toBe(0)
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Overview', 'Groups and conversions', 'Everyone'])
    await open(`${new URL(page.url()).pathname}?look=deliveries`)
    await page.getByRole('columnheader', { name: 'Why, or what the provider said' }).waitFor()
    expect(await page.getByRole('columnheader', { name: 'Did' }).count()).toBe(0)
  })

  it('tells of its versions who wrote back and who opted out', async () => {
    const { id } = await dashboard.client.campaigns.create({
      ...{ name: 'In two', channel: 'sms', text: 'One. STOP ends', variants: [{ text: 'Two. STOP ends' }] },
      ...{ test: { share: 100 }, audience: { include: { everyone: true } } },
    })
    await dashboard.client.campaigns.launch(id)
    await open(`/campaigns/${id}`)
    const table = page.getByRole('table', { name: 'Versions' })
    await table.getByText('“Two. STOP ends”').waitFor()
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Version', 'Sent', 'Replied', 'Opted out'])
  })

  it('stands beside others with what is known of it, and without opens', async () => {
    const { data } = await dashboard.client.campaigns.list()
    const text = data.find(({ name }) => name === 'Winter text')?.id ?? ''
    const { id: other } = await dashboard.client.campaigns.duplicate(text, { name: 'Another text' })
    const { id: mail } = await dashboard.client.campaigns.create({
      ...{
        name: 'Mail',
        subject: 'Hello',
        from: 'a@example.org',
        html: '<p>x</p>',
        audience: { include: { everyone: true } },
      },
    })
    const compare = (...ids: string[]) => open(`/campaigns/compare?ids=${encodeURIComponent(JSON.stringify(ids))}`)
    const rows = () => page.getByRole('rowheader').allTextContents()
    await compare(text, other)
    await page.getByRole('rowheader', { name: 'Opted out' }).waitFor()
    expect(await rows()).toEqual([
      'In the audience',
      'Could be reached',
      'Sent',
      'Failed',
      'Delivered',
      'Reported undelivered',
      'Replied',
      'Opted out',
      'Bounced',
    ])
    expect(await page.getByText(/opened/i).count()).toBe(0)
    await compare(text, mail)
    const opened = page.getByRole('row', { name: /^People who opened/ })
    await opened.waitFor()
    expect(await opened.getByRole('cell').allTextContents()).toEqual(['—', expect.stringContaining('0')])
    expect(
      await page
        .getByRole('row', { name: /^Replied/ })
        .getByRole('cell')
        .last()
        .textContent(),
    ).toBe('—')
  })

  it('says in the list what carries it', async () => {
    await open('/campaigns')
    await page
      .getByRole('row', { name: /Winter text/ })
      .getByText('SMS', { exact: true })
      .waitFor()
    expect(dashboard.troubles).toEqual([])
  })
})
