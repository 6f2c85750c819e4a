import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const PEOPLE = 230

describe('what was sent', () => {
  let dashboard: OpenDashboard
  let page: Page
  let campaign: string
  const section = (name: string) => page.getByRole('region', { name })
  const details = (state: string, email: string) =>
    page.getByRole('button', { name: `${state}: details of ${email}`, exact: true })
  const rows = () => page.getByRole('table', { name: 'Messages' }).locator('tbody tr:not([aria-hidden])')
  const untilRows = (count: number) =>
    until(
      () => rows().count(),
      (found) => found === count,
    )
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const openAsViewer = async () => {
    const { link } = await dashboard.client.invitations.create({ role: 'viewer' })
    const viewer = await dashboard.newStranger()
    await viewer.goto(link)
    await viewer.getByLabel('E-mail').fill('eve@example.org')
    await viewer.getByLabel('Password').first().fill('a long enough password')
    await viewer.getByRole('button', { name: 'Create the account' }).click()
    await viewer.waitForURL('**/contacts')
    await viewer.goto(`${dashboard.address}/statistics`)
    return viewer
  }
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click()
    await page.getByRole('option', { name: option }).click()
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    page.setDefaultTimeout(20_000)
    const { client } = dashboard
    const contacts = Array.from({ length: PEOPLE }, (_, place) => ({
      email: `person-${place}@example.org`,
      status: place === 1 ? 'unsubscribed' : 'subscribed',
    }))
    for (let place = 0; place < PEOPLE; place += 100)
      await client.contacts.batch({ contacts: contacts.slice(place, place + 100), upsert: true })
    campaign = (
      await client.campaigns.create({
        ...{ name: 'Winter news', subject: 'Snow is here', from: 'hello@example.org', html: '<p>Hello</p>' },
        audience: { include: { everyone: true } },
      })
    ).id
    await client.campaigns.launch(campaign)
    await until(
      () => client.campaigns.get(campaign),
      ({ status }) => status === 'sent',
    )
    const { id } = await client.sending.send({
      ...{ recipientType: 'email', recipientEmail: 'buyer@example.org', from: 'shop@example.com' },
      ...{ subject: 'Receipt 4711', template: '<p>Thanks</p>', transactional: true },
    })
    await until(
      () => client.campaigns.get(id),
      ({ status }) => status === 'sent',
    )
    const did = (place: number, name: string, more: object = {}) => ({
      ...{ contact: `person-${place}@example.org`, name, campaign, ...more },
    })
    await client.events.create({
      events: [
        ...[did(7, 'email.opened'), did(7, 'email.opened', { machine: true })],
        did(7, 'email.clicked', { link: 'https://example.org/sale' }),
        ...Array.from({ length: 14 }, (_, place) => did(20 + place, 'email.bounced')),
      ],
    })
  })
  afterAll(() => dashboard.close())

  it('is in one log, newest first, and found by address, subject, Message-ID and filters, which stand in the address', async () => {
    await open('/contacts')
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.getByRole('heading', { name: 'Message log', level: 1 }).waitFor()
    await rows().first().getByText('Receipt 4711').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('person-11')
    await untilRows(11)
    await page.waitForURL(/q=person-11/)
    await page.reload()
    await untilRows(11)
    const search = page.getByRole('searchbox', { name: 'Search messages' })
    await search.fill('receipt')
    await untilRows(1)
    const [receipt] = (await dashboard.client.deliveries.list({ kind: 'single' })).data
    await search.fill(receipt?.messageId ?? '')
    await details('sent', 'buyer@example.org').waitFor()
    await untilRows(1)
    await search.fill('no such thing')
    await page.getByRole('heading', { name: 'No message is like that' }).waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await choose('Kind', 'Single sends')
    await untilRows(1)
    await choose('Kind', 'Campaigns')
    await choose('State', 'skipped')
    await details('skipped', 'person-1@example.org').waitFor()
    await untilRows(1)
    expect(new URL(page.url()).searchParams.get('state')).toBe('skipped')
  })

  it('goes on below as one scrolls', async () => {
    await open('/log?kind=campaign')
    await rows().first().waitFor()
    await until(
      async () => {
        await page.evaluate(`document.querySelector('table[aria-label="Messages"]').parentElement.scrollTop = 1e6`)
        return page.locator(`tr[aria-rowindex="${PEOPLE + 1}"]`).count()
      },
      (found) => found === 1,
    )
  })

  it('says how far back it looked for what is nowhere, and asks whether to look on', async () => {
    const started = Date.now()
    let answers = 0
    const backTo = () => new Date(started - answers * 86_400_000).toISOString()
    const oldest = new Date(started - 100 * 86_400_000).toISOString()
    await page.route('**/v1/deliveries?*', (route) => {
      answers += 1
      const json = { data: [], has_more: true, next_cursor: `c${answers}`, looked: { backTo: backTo(), oldest } }
      return route.fulfill({ json })
    })
    await open('/log?q=nowhere')
    await page.getByText('Nothing like that was found so far.').waitFor()
    const progress = page.getByRole('progressbar', { name: 'How far back was looked, by time' })
    expect([answers, await progress.getAttribute('aria-valuenow')]).toEqual([
      20,
      expect.stringMatching(/^(20$|20\.|19\.9)/),
    ])
    await page.getByRole('button', { name: 'Look further back' }).press('Enter')
    await until(
      async () => answers,
      (count) => count === 40,
    )
    await page.unroute('**/v1/deliveries?*')
    await choose('When', 'Chosen days')
    await page.waitForURL(/to=\d{4}-\d\d-\d\d/)
    await page.getByRole('heading', { name: 'No message is like that' }).waitFor()
    await page.getByLabel('First day').fill('2026-01-31')
    await page.waitForURL(/since=2026-01-31/)
    await page.getByRole('searchbox', { name: 'Search messages' }).fill('')
    await details('sent', 'buyer@example.org').waitFor()
    await page.getByLabel('Last day').fill('2026-02-28')
    await page.getByRole('heading', { name: 'No message is like that' }).waitFor()
  })

  it('shows the course of a message, by keyboard, with machines told apart', async () => {
    await open('/log?q=person-7@example.org')
    await details('sent', 'person-7@example.org').press('Enter')
    const course = section('person-7@example.org')
    await course.getByRole('list', { name: 'What the mail server said' }).getByText('250 Kept by the catcher').waitFor()
    const heard = course.getByRole('list', { name: 'What was heard of it' })
    await heard.getByText('Opened', { exact: true }).waitFor()
    await heard.getByText('Opened, by a machine').waitFor()
    await heard.getByText('Clicked: https://example.org/sale').waitFor()
    await course.getByRole('link', { name: 'Winter news' }).waitFor()
    await page.waitForURL(/message=dlv_/)
    await page.reload()
    await heard.getByText('Opened, by a machine').waitFor()
    await course.getByRole('button', { name: 'Close' }).click()
    await course.waitFor({ state: 'detached' })
    await open('/log?q=buyer@example.org')
    await details('sent', 'buyer@example.org').click()
    await section('buyer@example.org')
      .getByText(/^A single send through the API/)
      .waitFor()
  })

  it('leads into the log from a campaign and from a person', async () => {
    await open(`/campaigns/${campaign}?look=deliveries`)
    await page.getByRole('link', { name: 'In the log of all messages' }).click()
    await page.waitForURL(/\/log\?campaign=cmp_/)
    await rows().first().waitFor()
    const { id } = await dashboard.client.contacts.get('person-1@example.org')
    await open(`/contacts/${id}`)
    await page
      .getByRole('button', { name: /Winter news/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'Open it in the log' }).click()
    await page.waitForURL(/\/log\?message=dlv_/)
    await section('person-1@example.org').getByText('They unsubscribed.').waitFor()
  })

  it('is added up, marketing and transactional mail apart, as a picture and as a table', async () => {
    await open('/statistics')
    const mail = section('Mail')
    await mail
      .getByText(`${PEOPLE - 1} sent`, { exact: false })
      .first()
      .waitFor()
    await mail.getByText('14 of 229 sent').waitFor()
    await mail.getByText('1 of 215 delivered').first().waitFor()
    await section('Opens and clicks')
      .getByRole('img', { name: /^1 opens and 1 clicks/ })
      .waitFor()
    const sent = section('Sent and delivered')
    await sent.getByText('As a table').click()
    const [today] = await sent.getByRole('row').nth(1).getByRole('cell').allTextContents()
    expect(today).toBe('229')
    await page.getByText('Months', { exact: true }).click()
    await page.waitForURL(/by=month/)
    await page.getByText('Transactional', { exact: true }).click()
    await mail.getByText('1 of 1 sent').waitFor()
    await page.reload()
    await mail.getByText('1 of 1 sent').waitFor()
    const audience = section('Audience')
    await audience.getByRole('img', { name: /231 new, 1 unsubscribed, 0 deleted, net \+231 contacts/ }).waitFor()
  })

  it('stops campaigns when too much bounces, says so, and lets an owner go on with a reason', async () => {
    await open('/statistics')
    const reputation = section('Reputation')
    await reputation.getByText('Too much goes wrong').waitFor()
    await reputation.getByText(/so no campaign is launched/).waitFor()
    await reputation.getByText('too much: 5 % or more').waitFor()
    await reputation.getByText('Over other times, by domain and provider').click()
    await reputation.getByRole('row', { name: /^example.com 1 / }).waitFor()
    await reputation.getByRole('button', { name: 'Let campaigns be launched all the same' }).press('Enter')
    await page.waitForURL(/new=true/)
    await page.getByRole('textbox', { name: 'Reason' }).fill('The list was cleaned')
    await page.keyboard.press('Enter')
    const words = /Until .* although too much goes wrong, allowed by Ada Lovelace: The list was cleaned/
    await reputation.getByText(words).waitFor()
    const viewer = await openAsViewer()
    await viewer.getByText(words).waitFor()
    await viewer.getByText('Only an owner may end that.').waitFor()
    expect(await viewer.getByRole('button', { name: 'End that now' }).count()).toBe(0)
    await reputation.getByRole('button', { name: 'End that now' }).click()
    await reputation.getByRole('button', { name: 'End it' }).click()
    await reputation.getByRole('button', { name: 'Let campaigns be launched all the same' }).waitFor()
    expect((await dashboard.client.reputation.get()).override).toBeNull()
    await viewer.reload()
    await viewer.getByText('Only an owner may let campaigns be launched all the same.').waitFor()
  })

  it('shows an override that is in force to an owner at any level, who may end it', async () => {
    const calm = { ...(await dashboard.client.reputation.get()), level: 'ok' }
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const override = { until, reason: 'Just in case', by: null, byName: null }
    await page.route('**/v1/reputation', (route) => route.fulfill({ json: { ...calm, override } }))
    await open('/statistics')
    const reputation = section('Reputation')
    await reputation.getByText('Good', { exact: true }).waitFor()
    await reputation.getByText(/Until .* even if too much goes wrong, allowed by an owner: Just in case/).waitFor()
    await reputation.getByRole('button', { name: 'End that now' }).waitFor()
    await page.unroute('**/v1/reputation')
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
