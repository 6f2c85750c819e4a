import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { openAsSender } from './open-as-sender.ts'
import type { OpenDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

const HTML = '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>'

describe('the composer', () => {
  let dashboard: OpenDashboard
  let page: Page
  let id: string
  const { button, section, says, open } = wayAround(() => ({ dashboard, page }))
  const campaign = () => dashboard.client.campaigns.get(id)
  const flip = (name: string) => page.getByRole('switch', { name }).press('Space')

  beforeAll(async () => {
    ;({ dashboard, page } = await openAsSender())
    await dashboard.client.contacts.create({ email: 'ada@example.org', status: 'subscribed', company: 'Lovelace Ltd' })
    const made = await dashboard.client.campaigns.create({
      ...{ name: 'Winter news!', subject: 'Hi', from: 'hello@example.org', html: HTML },
      audience: { include: { everyone: true } },
    })
    id = made.id
  })
  afterAll(() => dashboard.close())

  it('tells web statistics where visitors come from, tags who is sent it, and notices less where asked', async () => {
    await open(`/campaigns/${id}`)
    await flip('Tell web statistics where visitors come from')
    const utm = { source: 'newsletter', medium: 'email', campaign: 'winter-news' }
    await until(campaign, (now) => now.utm?.campaign === 'winter-news')
    expect((await campaign()).utm).toEqual(utm)
    await page.getByLabel('UTM source').fill('')
    await section('Links and tags').getByText('Missing: a UTM source, medium and campaign').waitFor()
    await page.getByLabel('UTM source').fill('letter')
    await page.getByLabel('UTM content').fill('footer')
    await flip('Notice who opens it')
    await page.getByLabel('Tag whoever is sent it').fill('Got winter')
    await page.keyboard.press('Enter')
    const now = await until(campaign, ({ tagRecipients }) => tagRecipients.length === 1)
    expect(now.utm).toEqual({ ...utm, source: 'letter', content: 'footer' })
    expect([now.tracking, now.tagRecipients]).toEqual([{ opens: false, clicks: true }, ['Got winter']])
    await page.reload()
    expect(await page.getByLabel('UTM source').inputValue()).toBe('letter')
    await section('Links and tags').getByText('Got winter').waitFor()
  })

  it('puts a field in where the cursor stood last, in the subject, too', async () => {
    await page.getByLabel('Subject').fill('News for ')
    await button('More fields').click()
    await page.getByRole('menuitem', { name: 'Company' }).click()
    await until(campaign, ({ subject }) => subject === 'News for {{ contact.company | default: "" }}')
    await says('News for Lovelace Ltd')
    expect((await campaign()).html).toBe(HTML)
  })

  it('says that an own time has passed for some before it is scheduled', async () => {
    await page.getByText('At each person’s own time').click()
    const passed = page.getByText('In some time zones this time has passed already').first()
    await passed.waitFor({ state: 'detached' })
    await page.getByLabel('Date and time').fill(new Date(Date.now() - 60_000).toISOString().slice(0, 16))
    await passed.waitFor()
    await says('it is past that in UTC')
    await button('Schedule it').click()
    await section('Confirm the sending').getByText('In some time zones').waitFor()
    await button('Not yet').click()
    await page.getByText('When I press send').click()
  })

  it('takes over what another tab saves while nothing here is unsaved', async () => {
    await dashboard.client.campaigns.update(id, { name: 'Renamed elsewhere' })
    // Coming back to a tab asks anew, unless that was done a moment ago.
    const comeBack = async () => {
      await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))')
      return page.getByRole('heading', { name: 'Renamed elsewhere' }).count()
    }
    await until(comeBack, (count) => count === 1)
    await page.getByLabel('Preview line').fill('And changed here')
    await until(campaign, ({ preheader }) => preheader === 'And changed here')
    expect((await campaign()).name).toBe('Renamed elsewhere')
  })

  it('asks whose words stay when two write at once, and loses neither', async () => {
    const other = await dashboard.newPage()
    await other.goto(`${dashboard.address}/campaigns/${id}`)
    await other.getByLabel('Subject').waitFor()
    await page.getByLabel('Subject').fill('From here')
    await until(campaign, ({ subject }) => subject === 'From here')
    await other.getByLabel('Subject').fill('From there')
    const asked = other.getByRole('alert', { name: 'Changed meanwhile' })
    await asked.getByText(/^Ada Lovelace changed this campaign meanwhile/).waitFor()
    expect((await campaign()).subject).toBe('From here')
    await asked.getByRole('button', { name: 'Load theirs' }).click()
    expect(await other.getByLabel('Subject').inputValue()).toBe('From here')
    await other.getByRole('button', { name: 'Undo' }).click()
    await until(campaign, ({ subject }) => subject === 'From there')
    await page.getByLabel('Subject').fill('Here again')
    await section('Changed meanwhile')
      .or(page.getByRole('alert', { name: 'Changed meanwhile' }))
      .first()
      .waitFor()
    await button('Keep mine').click()
    await until(campaign, ({ subject }) => subject === 'Here again')
    await other.context().close()
  })

  it('is read by whoever may only look, who finds nothing that would be refused', async () => {
    const { link } = await dashboard.client.invitations.create({ role: 'viewer' })
    const viewer = await dashboard.newStranger()
    await viewer.goto(link)
    await viewer.getByLabel('E-mail').fill('eve@example.org')
    await viewer.getByLabel('Password').first().fill('a long enough password')
    await viewer.getByRole('button', { name: 'Create the account' }).click()
    await viewer.waitForURL('**/contacts')
    await viewer.goto(`${dashboard.address}/campaigns`)
    await viewer.getByRole('link', { name: 'Renamed elsewhere' }).focus()
    await viewer.keyboard.press('d')
    await viewer.keyboard.press('e')
    expect(await viewer.getByRole('link', { name: 'New campaign' }).count()).toBe(0)
    expect(await viewer.getByRole('button', { name: /^More about/ }).count()).toBe(0)
    await viewer.getByRole('link', { name: 'Renamed elsewhere' }).click()
    await viewer.getByText('You may look, not change.').waitFor()
    expect(await viewer.getByLabel('Subject').isDisabled()).toBe(true)
    for (const name of [/^Send to/, /^Undo/, /^More about this campaign/])
      expect(await viewer.getByRole('button', { name }).count()).toBe(0)
    await viewer.getByRole('button', { name: 'The next person' }).waitFor()
    await dashboard.client.campaigns.launch(id)
    await until(campaign, ({ status }) => status === 'sent')
    await viewer.reload()
    await viewer.getByText('utm_source=letter').waitFor()
    await viewer.getByText('Got winter').waitFor()
    for (const name of ['Pause', 'Cancel', 'Share'])
      expect(await viewer.getByRole('button', { name, exact: true }).count()).toBe(0)
    expect((await dashboard.client.campaigns.list()).data).toHaveLength(1)
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
