import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const HTML = '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>'

describe('the page of a person', () => {
  let dashboard: OpenDashboard
  let page: Page
  let ada: string
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const section = (name: string) => page.getByRole('region', { name })
  const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const open = async (path = `/contacts/${ada}`) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const contact = () => dashboard.client.contacts.get(ada)

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    const { client } = dashboard
    await client.fields.create({ key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro'] })
    await client.fields.create({ key: 'born', name: 'Born', type: 'date' })
    await client.fields.create({ key: 'orders', name: 'Orders', type: 'number' })
    await client.fields.create({ key: 'news', name: 'News', type: 'boolean' })
    await client.fields.create({ key: 'likes', name: 'Likes', type: 'list', options: ['tents', 'boots'] })
    await client.topics.create({ name: 'Offers', default: 'opt_in' })
    await client.pipelines.create({ name: 'Sales', stages: ['New', 'Offer'] })
    const made = { email: 'ada@example.org', firstName: 'Ada', lastName: 'Lovelace', tags: ['VIP'], country: 'GB' }
    ada = (await client.contacts.create(made)).id
    const vips = { match: 'all', conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] } as const
    const far = { match: 'all', conditions: [{ type: 'field', field: 'country', op: 'is', values: ['ID'] }] } as const
    await client.segments.create({ name: 'Our VIPs', filters: vips })
    await client.segments.create({ name: 'In Indonesia', filters: far })
    await client.segments.create({ name: 'By hand', kind: 'static', contacts: [ada] })
    await client.events.create({
      events: [{ contact: ada, name: 'purchase', at: '2026-01-05T10:00:00Z', properties: { sku: 'TENT', amount: 12 } }],
    })
    const { id } = await client.campaigns.create({
      ...{ name: 'Spring', subject: 'Spring is here', from: 'hello@example.org', html: HTML },
      audience: { include: { tags: ['VIP'], segments: ['In Indonesia'] } },
    })
    await client.campaigns.launch(id)
    await until(
      () => client.campaigns.get(id),
      ({ status }) => status === 'sent',
    )
  })
  afterAll(() => dashboard.close())

  it('shows the segments that they are in and not in, and why, condition by condition', async () => {
    await open()
    const segments = section('Segments')
    await segments.getByText('In 2').waitFor()
    await segments.getByRole('button', { name: 'Why in Our VIPs?' }).click()
    await segments.getByText('This person matches.').waitFor()
    await segments.getByText('Not in', { exact: true }).click()
    await segments.getByRole('button', { name: 'Why not in In Indonesia?' }).click()
    await segments.getByText('This person does not match.').waitFor()
    await segments.getByRole('searchbox', { name: 'Search segments' }).fill('nothing like it')
    await segments.getByText('There is no such segment.').waitFor()
    await segments.getByRole('searchbox', { name: 'Search segments' }).fill('indo')
    await segments.getByRole('link', { name: 'In Indonesia' }).click()
    await page.waitForURL('**/segments/seg_*')
    await says('This person does not match.')
  })

  it('shows the latest of many segments, and all of them on a click', async () => {
    const { id } = await dashboard.client.contacts.create({ email: 'many@example.org' })
    const numbers = Array.from({ length: 13 }, (_, at) => at)
    for (const number of numbers) {
      await dashboard.client.segments.create({ name: `List ${number}`, kind: 'static', contacts: [id] })
    }
    await open(`/contacts/${id}`)
    const shown = section('Segments').getByRole('link', { name: /^List/ })
    await section('Segments').getByRole('button', { name: 'Show all 13' }).waitFor()
    expect(await shown.count()).toBe(10)
    await button('Show all 13').click()
    await until(
      () => shown.count(),
      (count) => count === 13,
    )
  })

  it('follows at once when a change brings them into a segment', async () => {
    await open()
    await section('Segments').getByText('In 2').waitFor()
    await button('Edit Country: United Kingdom').click()
    await page.getByRole('combobox', { name: 'Country' }).fill('indo')
    await page.getByRole('option', { name: 'Indonesia' }).click()
    await button('Edit Country: Indonesia').waitFor()
    await section('Segments').getByText('In 3').waitFor()
    await button('Undo').click()
    await section('Segments').getByText('In 2').waitFor()
    expect((await contact()).country).toBe('GB')
  })

  it('writes each kind of field by its own editor, by keyboard, with errors in place', async () => {
    await open()
    const edit = async (label: string, text: string) => {
      await button(new RegExp(`^Edit ${label}:`)).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel(label, { exact: true }).fill(text)
      await page.keyboard.press('Enter')
    }
    await edit('Orders', 'many')
    await says(/"many" is not a number/)
    await page.keyboard.press('Escape')
    await edit('Orders', '12.5')
    await button('Edit Orders: 12.5').waitFor()
    await edit('Born', '1990-02-28')
    await button('Edit Born: 1990-02-28').waitFor()
    await button(/^Edit News:/).click()
    await page.getByRole('option', { name: 'Yes' }).click()
    await button('Edit News: Yes').waitFor()
    await button(/^Edit Plan:/).click()
    await page.getByRole('option', { name: 'pro' }).click()
    await button(/^Edit Likes:/).click()
    await page.getByRole('option', { name: 'tents' }).click()
    await page.keyboard.press('Tab')
    await button('Edit Likes: tents').waitFor()
    await button(/^Edit Time zone:/).click()
    await page.getByRole('combobox', { name: 'Time zone' }).fill('jakarta')
    await page.getByRole('option', { name: /Jakarta/ }).click()
    await button(/^Edit Time zone: .*Jakarta/).waitFor()
    await edit('E-mail', 'no address')
    await section('Details').getByRole('alert').waitFor()
    await button('Edit E-mail: ada@example.org').waitFor()
    await until(contact, ({ fields }) => fields.likes !== undefined)
    expect(await contact()).toMatchObject({
      ...{ email: 'ada@example.org', timezone: 'Asia/Jakarta' },
      fields: { orders: 12.5, born: '1990-02-28', news: true, plan: 'pro', likes: ['tents'] },
    })
  })

  it('asks for the proof of a change of consent, and shows it', async () => {
    await open()
    const consent = page.getByRole('list', { name: 'Consent' })
    await consent.getByRole('button', { name: 'Unsubscribe: Topic “Offers”' }).click()
    const form = page.getByRole('form', { name: 'Unsubscribe' })
    expect(await form.getByRole('button', { name: 'Unsubscribe' }).isDisabled()).toBe(true)
    await form.getByLabel('Where did they say so?').fill('a call')
    await form.getByLabel('The words they agreed to or wrote').fill('No more offers')
    await form.getByLabel('From which IP address').fill('203.0.113.9')
    await form.getByRole('button', { name: 'Unsubscribe' }).click()
    await consent.getByText('Source: a call · IP 203.0.113.9 · Wording: “No more offers”').waitFor()
    await consent.getByText('Not subscribed').waitFor()
    await consent.getByRole('button', { name: 'Unsubscribe: E-mail' }).click()
    await page.getByLabel('Where did they say so?').fill('a letter')
    await page.keyboard.press('Enter')
    await consent.getByText('Source: a letter').waitFor()
    expect((await contact()).status).toBe('unsubscribed')
    await button('Undo').last().click()
    await consent.getByRole('button', { name: 'Unsubscribe: E-mail' }).waitFor()
  })

  it('says why an address is suppressed and what to do', async () => {
    await dashboard.client.suppressions.create({ email: 'ada@example.org', reason: 'bounce' })
    await open()
    await says('Mail to it came back.')
    await button('Take it off the list').click()
    await page.getByText('Mail to it came back.').waitFor({ state: 'detached' })
    expect((await contact()).suppressed).toBe(false)
  })

  it('tells why they got a message, and gives each entry an address of its own', async () => {
    await open()
    const timeline = section('What happened')
    await timeline.getByText('Mail', { exact: true }).click()
    await page.waitForURL('**?show=mail')
    await timeline.getByRole('button', { name: 'Created' }).waitFor({ state: 'detached' })
    await timeline.getByRole('button', { name: '“Spring” was sent' }).click()
    await timeline.getByText('the tag “VIP”').waitFor()
    expect(await timeline.getByText('the segment “In Indonesia”').count()).toBe(0)
    await timeline.getByText('Spring is here').waitFor()
    await timeline.getByText('Events', { exact: true }).click()
    await timeline.getByRole('link', { name: 'Link to: purchase' }).click()
    await page.waitForURL('**?entry=*')
    await page.reload()
    await timeline.getByRole('region', { name: 'Monday, 5 January 2026' }).getByText('TENT').waitFor()
    expect(await timeline.getByText('“Spring” was sent').count()).toBe(0)
    await timeline.getByRole('button', { name: 'Show what came after it' }).click()
    await timeline.getByRole('button', { name: '“Spring” was sent' }).first().waitFor()
  })

  it('moves them through the funnel, and keeps their opportunities', async () => {
    await open()
    await page.getByRole('combobox', { name: 'Funnel stage' }).click()
    await page.getByRole('option', { name: 'Engaged' }).click()
    await page.getByRole('list', { name: 'Funnel history' }).getByText('Moved from no stage to engaged').waitFor()
    await button('Mark as lost').click()
    await until(contact, ({ lost }) => lost)
    await button('New opportunity').click()
    await page.getByRole('form', { name: 'New opportunity' }).getByLabel('Name').fill('Tents')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('combobox', { name: 'Stage of Tents' }).click()
    await page.getByRole('option', { name: 'Offer' }).click()
    await until(
      () => dashboard.client.opportunities.list({ contact: ada }),
      ({ data }) => data[0]?.stageName === 'Offer',
    )
  })

  it('are merged with somebody who looks the same, field by field', async () => {
    const { client } = dashboard
    const other = {
      email: 'ada@other.example',
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: 'Engines',
      tags: ['Twin'],
    }
    await client.contacts.create(other)
    await open()
    await page.getByRole('link', { name: 'Merge with…' }).click()
    await page
      .getByRole('list', { name: 'Possible duplicates' })
      .getByRole('button', { name: 'ada@other.example' })
      .click()
    await page.getByRole('radio', { name: 'E-mail: ada@other.example' }).check()
    await says('Twin')
    await button('Merge').click()
    await button('Merge the two').click()
    await page.waitForURL(`**/contacts/${ada}`)
    await button('Edit E-mail: ada@other.example').waitFor()
    await button('Edit Company: Engines').waitFor()
    await says('Merged with “ada@other.example”')
    expect((await contact()).tags).toEqual(['VIP', 'Twin'])
  })

  it('is deleted with a way back', async () => {
    await open()
    await button('Delete').last().click()
    await button('Undo').click()
    await until(
      () => contact().catch(() => undefined),
      (found) => found !== undefined,
    )
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
