import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

const HTML = `<p>Hello {{ contact.firstName }}</p><a href="https://example.org/sale">Sale</a>
<a href="https://example.org/new?for={{ contact.email }}">New</a><script>parent.hacked=1</script>`
const NARROW = { viewport: { width: 375, height: 812 } }
const SERIOUS = `axe.run({ resultTypes: ['violations'], preload: false }).then(({ violations }) =>
  violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id))`

describe('the results of a campaign', () => {
  let dashboard: OpenDashboard
  let page: Page
  let id: string
  let other: string
  const { section, says, open } = wayAround(() => ({ dashboard, page }))
  const did = (place: number, name: string, more: object = {}) => ({
    ...{ contact: `person-${place}@example.org`, name, campaign: id, ...more },
  })
  const clicked = (place: number, position: number) =>
    did(place, 'email.clicked', {
      link: position === 1 ? 'https://example.org/sale' : `https://example.org/new?for=${place}`,
      properties: { position },
    })

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    page.setDefaultTimeout(15_000)
    const { client } = dashboard
    await client.contacts.batch({
      contacts: Array.from({ length: 130 }, (_, place) => ({
        email: `person-${place}@example.org`,
        tags: place < 7 ? ['VIP'] : [],
        status: place >= 120 ? 'unsubscribed' : 'subscribed',
      })),
      upsert: true,
    })
    id = await send('Winter news')
    other = await send('Spring news')
    await client.events.create({
      events: [
        ...[0, 1, 2, 3].map((place) => did(place, 'email.opened')),
        did(9, 'email.opened', { machine: true }),
        ...[clicked(0, 1), clicked(0, 1), clicked(1, 1), clicked(2, 2)],
        { contact: 'person-0@example.org', name: 'bought', properties: { amount: 40 } },
        { contact: 'person-1@example.org', name: 'bought', properties: { amount: 2 } },
      ],
    })
  })
  afterAll(() => dashboard.close())

  async function send(name: string): Promise<string> {
    const { client } = dashboard
    const from = 'hello@example.org'
    const audience = { include: { everyone: true as const } }
    const made = await client.campaigns.create({ name, subject: `${name} is here`, from, html: HTML, audience })
    await client.campaigns.launch(made.id)
    await until(
      () => client.campaigns.get(made.id),
      ({ status }) => status === 'sent',
    )
    return made.id
  }

  /** A mail server returns what it took over for Spring news, as one does for a mailbox that is full. */
  async function isFull(place: number) {
    const { data } = await dashboard.client.campaigns.deliveries(other, { q: `person-${place}@` })
    const { mailUrl } = await dashboard.client.providers.get('migma')
    const report = [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B',
      'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n',
      'Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n\n--B',
      `Content-Type: text/rfc822-headers\n\nMessage-ID: ${data[0]?.messageId}\n\n--B--\n`,
    ].join('\n')
    const headers = { 'content-type': 'message/rfc822' }
    const body = report.replaceAll('\n', '\r\n')
    expect((await fetch(mailUrl, { method: 'POST', headers, body })).status).toBe(202)
  }

  it('lead from each number of the funnel to its people', async () => {
    await open(`/campaigns/${id}`)
    const funnel = section('From the audience to a click')
    await funnel.getByRole('link', { name: 'In the audience 130: show them' }).waitFor()
    await funnel.getByRole('link', { name: 'Sent 120: show them' }).waitFor()
    await funnel.getByRole('link', { name: 'Clicked 3: show them' }).waitFor()
    await funnel.getByRole('link', { name: 'Opened 4: show them' }).press('Enter')
    await page.waitForURL(/did=opened/)
    await page.getByRole('heading', { name: '4 people' }).waitFor()
    await page.goBack()
    await funnel.getByRole('link', { name: 'unsubscribed 10: show them' }).click()
    await page.getByRole('heading', { name: '10 people' }).waitFor()
    await page.goBack()
    await funnel.getByRole('link', { name: 'Could be reached 120: show them' }).waitFor()
    await funnel.getByRole('link', { name: 'Delivered 120: show them' }).waitFor()
  })

  it('lead from rates, machines and links to their people, too', async () => {
    await section('Opens and clicks').getByRole('link', { name: 'Opens by machines, 1: show whose' }).press('Enter')
    await page.getByRole('heading', { name: '1 person' }).waitFor()
    await page.getByRole('link', { name: 'person-9@example.org' }).waitFor()
    await page.goBack()
    await section('Rates').getByRole('link', { name: 'Clicked 3: show them' }).press('Enter')
    await page.getByRole('heading', { name: '3 people' }).waitFor()
    await open(`/campaigns/${id}?look=links`)
    await page.getByRole('link', { name: '2 clicked https://example.org/sale: show them' }).press('Enter')
    await page.getByRole('heading', { name: '2 people' }).waitFor()
    await says('Clicked example.org/sale')
    await page.getByRole('button', { name: 'Show everyone' }).click()
    await page.getByRole('heading', { name: 'Everyone in the audience' }).waitFor()
    await open(`/campaigns/${id}`)
  })

  it('say what each rate is a share of to whoever asks with the keyboard, and keep machines apart', async () => {
    const rates = section('Rates')
    await rates.getByText('4 of 120 delivered').waitFor()
    await page.getByRole('link', { name: 'Choose what counts as a conversion' }).focus()
    await page.keyboard.press('Tab')
    await says(/^People who opened it, of those it was delivered to\./)
    const row = section('Opens and clicks').getByRole('row', { name: /^Opens/ })
    expect(await row.getByRole('cell').allTextContents()).toEqual(['4', '4', '1'])
  })

  it('follow what people do, without a reload', async () => {
    await dashboard.client.events.create({ events: [did(4, 'email.opened')] })
    await section('From the audience to a click').getByRole('link', { name: 'Opened 5: show them' }).waitFor()
    await section('Over time')
      .getByRole('img', { name: /^5 opens and 4 clicks/ })
      .waitFor()
  })

  it('find a delivery by its address among all, say what its server said, and save just those found', async () => {
    await open(`/campaigns/${id}?look=deliveries`)
    await page.getByRole('heading', { name: 'Everyone in the audience' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('person-11')
    await page.getByRole('heading', { name: '11 people' }).waitFor()
    await page.waitForURL(/q=person-11/)
    await page.reload()
    await page.getByRole('combobox', { name: 'State' }).click()
    await page.getByRole('option', { name: /^sent/ }).click()
    await page.getByRole('heading', { name: '11 people' }).waitFor()
    await page.getByRole('button', { name: 'sent: details of person-111@example.org' }).press('Enter')
    await section('person-111@example.org').getByText('250 Kept by the catcher').waitFor()
    await section('person-111@example.org').getByRole('link', { name: 'Open this person' }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save these as CSV' }).click(),
    ])
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(12)
    expect(lines.every((line, place) => place === 0 || line.startsWith('person-11'))).toBe(true)
  })

  it('draw the clicks over the message, by mouse and keyboard, and track nothing by it', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await open(`/campaigns/${id}?look=links`)
    const first = page.getByRole('button', { name: /^Link 1, https:\/\/example.org\/sale: 3 clicks by 2 people, 75 %/ })
    await first.waitFor()
    const frame = page.locator('iframe[title="The message as it was sent"]')
    expect(await frame.getAttribute('sandbox')).toBe('allow-same-origin')
    await page.getByRole('button', { name: /^Link 2, .*: 1 click by 1 person, 25 %/ }).focus()
    await page.locator('tr[data-active]').getByText('example.org/new?for=2').waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.locator('tr[data-active]').getByText('example.org/sale').waitFor()
    const [mark, link] = await Promise.all([
      first.boundingBox(),
      page.frameLocator('iframe[title="The message as it was sent"]').getByText('Sale').boundingBox(),
    ])
    expect(Math.abs((mark?.x ?? 0) - (link?.x ?? 99))).toBeLessThan(4)
    expect(Math.abs((mark?.y ?? 0) - (link?.y ?? 99))).toBeLessThan(4)
    expect(asked.filter((path) => /^\/[oc]\//.test(path))).toEqual([])
    expect(await page.evaluate('window.hacked')).toBeUndefined()
  })

  it('count what people did later as conversions, kept in the address', async () => {
    await open(`/campaigns/${id}?look=groups`)
    await page.getByRole('combobox', { name: 'What counts' }).click()
    await page.getByRole('option', { name: 'bought' }).click()
    await says('of those it was delivered to: 1.7 %')
    await page.getByRole('combobox', { name: 'Add up' }).click()
    await page.getByRole('option', { name: 'amount' }).click()
    await says('21 each')
    await page.reload()
    await says('21 each')
    await page.getByRole('row', { name: /^VIP 7 7 0/ }).waitFor()
    await page.getByRole('tab', { name: 'Overview' }).click()
    await section('From the audience to a click').getByRole('link', { name: 'Converted: bought 2: show them' }).click()
    await page.getByRole('heading', { name: '2 people' }).waitFor()
    await page.getByRole('link', { name: 'person-1@example.org' }).waitFor()
  })

  it('take what was reported undelivered out of what was delivered, and open it', async () => {
    await isFull(20)
    await isFull(21)
    await until(
      () => dashboard.client.campaigns.results(other),
      ({ undelivered }) => undelivered === 2,
    )
    await open(`/campaigns/${other}`)
    const funnel = section('From the audience to a click')
    await funnel.getByRole('link', { name: 'Delivered 118: show them' }).waitFor()
    await funnel.getByRole('link', { name: 'were reported undelivered 2: show them' }).click()
    await page.getByRole('heading', { name: '2 people' }).waitFor()
    await page.getByRole('link', { name: 'person-21@example.org' }).waitFor()
  })

  it('stand beside those of another campaign', async () => {
    await open('/campaigns')
    await page.getByRole('link', { name: 'Compare' }).click()
    await says('Nothing to compare yet')
    const picker = page.getByRole('combobox', { name: 'Campaigns to compare, 2 to 5' })
    await picker.click()
    await page.getByRole('option', { name: /Winter news/ }).click()
    await says('Choose one more campaign above.')
    await page.getByRole('option', { name: /Spring news/ }).click()
    await page.keyboard.press('Escape')
    const row = page.getByRole('row', { name: /^People who opened/ })
    await row.waitFor()
    expect(await row.getByRole('cell').allTextContents()).toEqual(['54.2 %', '00 %'])
    expect(new URL(page.url()).searchParams.get('ids')).toBe(JSON.stringify([id, other]))
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ])
    expect(await readFile(await file.path(), 'utf8')).toContain('Campaign,Winter news,Spring news\r\n')
  })

  it('are shared as a page that needs no sign-in and no script, until the link is ended', async () => {
    await open(`/campaigns/${id}`)
    await section('Over time').getByRole('img').waitFor()
    await page.getByRole('heading', { name: 'Winter news' }).focus()
    await page.keyboard.press('s')
    const drawer = page.getByRole('dialog', { name: 'Share these results' })
    await drawer.getByRole('button', { name: 'Make a link' }).click()
    const link = await drawer.getByText(/\/shared\//).innerText()
    const stranger = await dashboard.newStranger({ ...NARROW, javaScriptEnabled: false })
    await stranger.goto(link)
    await stranger.getByRole('heading', { name: 'Winter news' }).waitFor()
    await stranger.getByRole('row', { name: /^Opened 5 4\.2 % of those delivered/ }).waitFor()
    expect(await stranger.content()).not.toContain('person-')
    await drawer.getByRole('button', { name: 'End it' }).click()
    await drawer.getByText('No link works now.').waitFor()
    expect((await stranger.goto(link))?.status()).toBe(404)
    await stranger.getByRole('heading', { name: 'These results are not shown here' }).waitFor()
    await stranger.context().close()
  })

  it('are shared as a page that fits a phone and can be read, in both schemes', async () => {
    const { link } = await dashboard.client.campaigns.share(id, {})
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const colorScheme of ['light', 'dark'] as const) {
      const stranger = await dashboard.newStranger({ ...NARROW, colorScheme, bypassCSP: true })
      await stranger.goto(link)
      expect(await stranger.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
      await stranger.evaluate(axe)
      expect({ colorScheme, found: await stranger.evaluate(SERIOUS) }).toEqual({ colorScheme, found: [] })
      await stranger.context().close()
    }
  })

  it('threw no error and asked nobody else', () => {
    // Chromium itself says that it has kept the script of the message from running.
    expect(dashboard.troubles.filter((trouble) => !/Blocked script execution/.test(trouble))).toEqual([])
  })
})
