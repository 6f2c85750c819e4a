import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const FAR = '2999-12-03T12:00:00.000Z'

describe('the page of a person, beyond the everyday', () => {
  let dashboard: OpenDashboard
  let page: Page
  let ada: string
  let bob: string
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const link = (name: string) => page.getByRole('link', { name })
  const section = (name: string) => page.getByRole('region', { name })
  const consent = () => page.getByRole('list', { name: 'Consent' })
  const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const contact = (id = ada) => dashboard.client.contacts.get(id)
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const prove = async (source: string) => {
    await page.getByLabel('Where did they say so?').fill(source)
    await page.keyboard.press('Enter')
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    const { client } = dashboard
    ada = (await client.contacts.create({ email: 'ada@example.org', phone: '+4915112345678' })).id
    bob = (await client.contacts.create({ email: 'bob@example.org' })).id
  })
  afterAll(() => dashboard.close())

  it('leads to whoever has an address that somebody new was given', async () => {
    await open('/contacts?new=true')
    const drawer = page.getByRole('dialog', { name: 'New contact' })
    await drawer.getByLabel('E-mail').fill('ada@example.org')
    await button('Add this person').click()
    await drawer.getByText('The e-mail “ada@example.org” belongs to another contact already.').waitFor()
    await drawer.getByText('Taken already.').waitFor()
    await link('Open them').click()
    await page.waitForURL(`**/contacts/${ada}`)
  })

  it('marks what was refused where it was written, by the name that it has there', async () => {
    await open('/contacts?new=true')
    const drawer = page.getByRole('dialog', { name: 'New contact' })
    await drawer.getByLabel('Phone').fill('12')
    await button('Add this person').click()
    await drawer.getByText('Phone: "12" is not a phone number').waitFor()
    expect(await drawer.getByLabel('Phone').getAttribute('aria-invalid')).toBe('true')
    expect(await drawer.getByLabel('E-mail').getAttribute('aria-invalid')).not.toBe('true')
    await page.keyboard.press('Escape')
  })

  it('offers to merge with whoever has the address that it was to get', async () => {
    await open(`/contacts/${bob}`)
    await button('Edit E-mail: bob@example.org').click()
    await page.getByLabel('E-mail', { exact: true }).fill('ada@example.org')
    await page.keyboard.press('Enter')
    await link('Merge with them').click()
    await page.waitForURL(`**/contacts/${bob}/merge?with=${ada}`)
    await button('Merge').waitFor()
  })

  it('brings back who was deleted, from the page or the list of them', async () => {
    const { id } = await dashboard.client.contacts.create({ email: 'gone@example.org' })
    await dashboard.client.contacts.delete(id)
    await open('/contacts?panel=deleted')
    await page.getByRole('list', { name: 'Deleted people' }).getByRole('link', { name: 'gone@example.org' }).click()
    await says('This person was deleted')
    await button('Bring them back').click()
    await page.getByRole('heading', { level: 1, name: 'gone@example.org' }).waitFor()
    expect((await contact(id)).email).toBe('gone@example.org')
  })

  it('leads from who was merged away to the other, and says who has their address when they cannot come back', async () => {
    const { client } = dashboard
    const { id } = await client.contacts.create({ email: 'twin@example.org' })
    const other = await client.contacts.create({ firstName: 'Twin', email: 'other@example.org' })
    await client.contacts.merge(other.id, { from: id, fields: { email: 'other' } })
    await open(`/contacts/${id}`)
    await says('This person is part of another now')
    await button('Bring them back').click()
    await says('The e-mail “twin@example.org” belongs to another contact already.')
    await link('Open the other').click()
    await page.waitForURL(`**/contacts/${other.id}`)
  })

  it('shows a pause and ends it with its proof, and the way back', async () => {
    await dashboard.client.contacts.pause(ada, { until: FAR, proof: { source: 'a call' } })
    await open(`/contacts/${ada}`)
    await consent().getByText('Paused until 3 December 2999').waitFor()
    await consent().getByText('Source: a call').waitFor()
    await button('End the pause: Pause').click()
    await prove('a letter')
    await consent().getByText('Paused until').waitFor({ state: 'detached' })
    expect((await contact()).pausedUntil).toBe(null)
    await button('Undo').last().click()
    await until(contact, ({ pausedUntil }) => pausedUntil === FAR)
    await dashboard.client.contacts.pause(ada, { until: null, proof: { source: 'a call' } })
  })

  it('takes the address and the answer on another channel', async () => {
    await open(`/contacts/${ada}`)
    await button('They agreed: SMS +4915112345678').waitFor()
    await button('Add a channel').click()
    await page.getByRole('combobox', { name: 'Channel' }).click()
    await page.getByRole('option', { name: 'Telegram' }).click()
    await page.getByLabel('Number or address there').fill('@ada')
    await page.keyboard.press('Enter')
    await button('They agreed: Telegram @ada').click()
    await prove('a message')
    await consent().getByText('Source: a message').waitFor()
    expect(await contact()).toMatchObject({ channels: { telegram: '@ada' }, consent: { telegram: 'opted_in' } })
    await button('Edit Telegram: @ada').click()
    await page.getByLabel('Telegram', { exact: true }).fill('')
    await page.keyboard.press('Enter')
    await until(contact, ({ channels }) => channels.telegram === undefined)
    await says('Telegram is changed.')
    await button('Undo').last().click()
    await until(contact, ({ channels }) => channels.telegram === '@ada')
  })

  it('keeps a proof of what is taken back', async () => {
    await open(`/contacts/${ada}`)
    await button('Unsubscribe: E-mail').click()
    await prove('a letter')
    await consent().getByText('Source: a letter').waitFor()
    await button('Undo').last().click()
    await consent().getByText('Source: taken back in the dashboard').waitFor()
    expect((await contact()).status).toBe('subscribed')
  })

  it('says when consent cannot be shown, and shows it on another try', async () => {
    const refuse = {
      status: 500,
      contentType: 'application/problem+json',
      body: '{"code":"internal","detail":"Oh no."}',
    }
    await page.route('**/v1/contacts/*/{profile,topics}', (route) => route.fulfill(refuse))
    await open(`/contacts/${ada}`)
    const card = section('Status and consent')
    await card.getByText('Oh no.').waitFor()
    await page.unroute('**/v1/contacts/*/{profile,topics}')
    await card.getByRole('button', { name: 'Try again' }).click()
    await consent().waitFor()
  })

  it('says that the database is away instead of that all is well', async () => {
    const body = JSON.stringify({ code: 'unavailable', detail: 'The database does not answer.' })
    await open('/contacts')
    await page.route('**/v1/status', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
    )
    await says('The database does not answer. Trying again.')
    await page.unroute('**/v1/status')
    await says('All counts are live')
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
