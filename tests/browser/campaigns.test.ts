import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

const HTML = '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>'
const PHONE = { viewport: { width: 375, height: 812 } }

// The course of a campaign, in order: each step stands on the one before.
describe('the course of a campaign', () => {
  let dashboard: OpenDashboard
  let page: Page
  let id: string
  const { button, section, says, open } = wayAround(() => ({ dashboard, page }))
  const campaign = () => dashboard.client.campaigns.get(id)
  const reaches = (wanted: string) => until(campaign, ({ status }) => status === wanted)

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    page.setDefaultTimeout(15_000)
    await dashboard.client.contacts.batch({
      contacts: Array.from({ length: 60 }, (_, place) => ({
        email: `person-${place}@example.org`,
        firstName: 'Ada',
        tags: ['VIP', ...(place < 3 ? ['Few'] : [])],
        status: place >= 50 ? 'unsubscribed' : 'subscribed',
        country: place < 20 ? 'ID' : 'SG',
      })),
      upsert: true,
    })
  })
  afterAll(() => dashboard.close())

  it('is drafted in four cards, each of which says what it lacks', async () => {
    await open('/campaigns/new')
    await section('Who gets it').getByText('Missing: who gets it').waitFor()
    await section('What it says').getByText('Missing: a name, a subject').waitFor()
    await section('Whom it comes from').getByText("Missing: the sender's address").waitFor()
    await section('When and how it goes').getByText('Ready').waitFor()
    await page.getByLabel(/^Name( \*)?$/).fill('Winter news')
    await page.getByLabel('Subject').fill('Winter is here')
    await page.getByLabel("Sender's address").fill('hello@example.org')
  })

  it('goes to a filter of its own, which is kept as a segment right there', async () => {
    await button('Or whoever matches a filter').click()
    await button('Add condition').click()
    await page.getByPlaceholder('Find a field').fill('Country')
    await page.getByRole('option', { name: 'Country', exact: true }).click()
    await page.getByRole('combobox', { name: /^Country/ }).click()
    await page.getByRole('option', { name: 'Indonesia' }).click()
    await page.keyboard.press('Escape')
    await says('20people will get this')
    await button('Keep it as a segment').click()
    await page.getByLabel('Name of the segment').fill('Indonesians')
    await page.keyboard.press('Enter')
    await section('Who gets it').getByText('Indonesians').waitFor()
    await says('20people will get this')
    await button('Save the draft').click()
    await page.waitForURL('**/campaigns/cmp_*')
    await page.getByRole('heading', { name: 'Winter news' }).waitFor()
    id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect((await campaign()).audience.include.segments).toHaveLength(1)
  })

  it('is about a topic, and leaves out who does not want that', async () => {
    const { client } = dashboard
    const topic = await client.topics.create({ name: 'Winter sports', default: 'opt_in' })
    await client.topics.unsubscribe(topic.id, { contact: 'person-1@example.org' })
    await open(`/campaigns/${id}`)
    const choose = async (option: string) => {
      await page.getByRole('combobox', { name: 'What it is about' }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    await choose('Winter sports')
    await says('19people will get this')
    await page.getByRole('link', { name: '−1 are not subscribed to its topic: show them' }).waitFor()
    await until(campaign, (now) => now.topic === topic.id)
    await choose('No topic in particular')
    await says('20people will get this')
    await until(campaign, (now) => now.topic === null)
  })

  it('names everybody whom it will not reach, and leads to them', async () => {
    await page.getByText('Everyone', { exact: true }).click()
    await says('50people will get this')
    const link = page.getByRole('link', { name: '−10 unsubscribed: show them' })
    const target = await link.getAttribute('href')
    await link.click()
    await page.waitForURL('**/contacts?filters=*')
    await says('10 people')
    expect(target).toContain('/contacts?filters=')
    await page.goBack()
  })

  it('saves what is changed, and takes it back', async () => {
    await page.getByLabel('Subject').fill('Winter is not here')
    await until(campaign, ({ subject }) => subject === 'Winter is not here')
    await says('Every change is saved.')
    await button('Undo').click()
    await until(campaign, ({ subject }) => subject === 'Winter is here')
    expect(await page.getByLabel('Subject').inputValue()).toBe('Winter is here')
  })

  it('is sent gradually, and says how long that takes', async () => {
    await page.getByText('So many an hour').click()
    await says('50 people at 5,000 an hour: about 36 s.')
    await page.getByLabel('Messages an hour, at most').fill('1800')
    await says('50 people at 1,800 an hour: about 2 min.')
    await page.getByRole('switch', { name: 'Nobody who heard from you too often' }).press('Space')
    await until(campaign, ({ plan }) => plan.perHour === 1_800 && plan.frequencyCap?.hours === 16)
    await page.getByRole('combobox', { name: 'Whoever got that many' }).click()
    await page.getByRole('option', { name: 'They get it once those hours are over' }).click()
    await until(campaign, ({ plan }) => plan.frequencyCap?.reached === 'wait')
  })

  it('is scheduled for a time on the wall of a zone, kept in the address, and taken back with one press', async () => {
    await page.getByText('At a time', { exact: true }).click()
    await page.getByLabel('Date and time').fill('2020-01-01T09:00')
    await section('When and how it goes').getByText('Missing: a time that is still to come').waitFor()
    expect(await button('Schedule it').isDisabled()).toBe(true)
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Date and time').fill(`${day}T09:00`)
    await page.getByRole('combobox', { name: 'In this time zone' }).fill('jakarta')
    await page.getByRole('option', { name: 'Asia/Jakarta' }).click()
    await page.reload()
    await says(/^That is .*, \d\d:00 for you/)
    await button('Schedule it').click()
    await section('Confirm the sending').getByText('Winter is here').waitFor()
    await button('Yes, schedule it').click()
    await section('Scheduled')
      .getByText(/09:00 in Asia\/Jakarta/)
      .waitFor()
    expect((await campaign()).schedule).toEqual({ at: `${day}T09:00:00`, timezone: 'Asia/Jakarta', fallback: 'UTC' })
    await page.getByLabel('Preview line').fill('Changed while it is scheduled')
    await until(campaign, ({ preheader }) => preheader === 'Changed while it is scheduled')
    await button('Take it back').click()
    await section('Scheduled').waitFor({ state: 'detached' })
    expect(await campaign()).toMatchObject({ status: 'draft', schedule: null })
  })

  it('goes to those who were chosen when it was scheduled, also when it is scheduled anew', async () => {
    await page.getByText('At a time', { exact: true }).click()
    await page.getByText('Exactly those who match now').click()
    await button('Schedule it').click()
    await button('Yes, schedule it').click()
    await section('Scheduled')
      .getByText(/chosen already: 60 people, frozen .* Change whom it goes to, and they are chosen anew/)
      .waitFor()
    const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Date and time').fill(`${day}T10:00`)
    await button('Schedule anew').click()
    await button('Yes, schedule anew').click()
    const { frozen } = await until(campaign, ({ schedule }) => schedule?.at === `${day}T10:00:00`)
    expect(frozen).toMatchObject({ people: 60, atSchedule: true })
    await button('Take it back').click()
    await section('Scheduled').waitFor({ state: 'detached' })
  })

  it('is sent by keyboard alone, and undone within ten seconds, also after a reload', async () => {
    await until(() => button('Send to 50 people').isEnabled(), Boolean)
    await page.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press('Control+Enter')
    await section('Confirm the sending').getByText('This sends to 50 people').waitFor()
    // The way back has the keyboard; the way on stands before it.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await says(/^It leaves in \d+ s$/)
    await page.reload()
    await says(/^It leaves in \d+ s$/)
    await button('Undo, do not send').press('Enter')
    await section('Who gets it').waitFor()
    expect((await campaign()).status).toBe('draft')
  })

  it('leaves when nobody undoes it, and pauses and goes on', async () => {
    await until(() => button('Send to 50 people').isEnabled(), Boolean)
    await button('Send to 50 people').click()
    await button('Yes, send to 50 people').click()
    await reaches('sending')
    await section('Progress').getByText('sent, of 60 people in the audience').waitFor()
    await says(/^Its plan sends at most 1,800 messages an hour. The last one leaves about /)
    await button('Pause').click()
    await reaches('paused')
    await button('Resume').waitFor()
    const results = await dashboard.client.campaigns.results(id)
    const states = ['queued', 'sending', 'sent', 'deferred', 'failed', 'skipped', 'uncertain', 'cancelled'] as const
    expect(states.reduce((sum, state) => sum + results[state], 0)).toBe(results.members)
    await says('= 60 in all')
    await page.keyboard.press('p')
    await reaches('sending')
    await button('Pause').waitFor()
  })

  it('shows why people were skipped, who they are, and what the ledger says of each', async () => {
    await page.getByRole('link', { name: /Unsubscribed 10/i }).click()
    await page.waitForURL(/state=skipped&reason=unsubscribed/)
    await page.getByRole('heading', { name: '10 people' }).waitFor()
    await page.getByRole('button', { name: 'skipped: details of person-55@example.org' }).click()
    await section('person-55@example.org').getByText('for a reason that lies with the person').waitFor()
    await page.getByRole('link', { name: 'person-55@example.org' }).click()
    await page.waitForURL('**/contacts/con_*')
  })

  it('is read and paused on a phone, and cancelled for good after a question', async () => {
    const phone = await dashboard.newPage(PHONE)
    await phone.goto(`${dashboard.address}/campaigns/${id}`)
    await phone.getByText('sent, of 60 people in the audience').waitFor()
    await phone.getByRole('button', { name: 'Pause' }).click()
    await reaches('paused')
    await phone.getByRole('button', { name: 'Cancel', exact: true }).click()
    await phone.getByText('not got it yet, and never will').waitFor()
    await phone.getByRole('button', { name: 'Cancel the rest' }).click()
    const { finishedAt } = await until(
      campaign,
      ({ status, finishedAt }) => status === 'cancelled' && finishedAt !== null,
    )
    expect(finishedAt).not.toBeNull()
    await phone.getByRole('link', { name: /\d cancelled/ }).waitFor()
    expect(await phone.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    await phone.context().close()
  })

  it('goes again to exactly those before whose turn it was cancelled', async () => {
    await open(`/campaigns/${id}`)
    const { cancelled } = await dashboard.client.campaigns.results(id)
    const again = section('Not reached')
    await again.getByText('it was cancelled before their turn came').waitFor()
    await again.getByRole('button', { name: `Send again to these ${cancelled}` }).click()
    await page.getByRole('heading', { name: 'Again: Winter news' }).waitFor()
    await says(`${cancelled}people will get this`)
    await dashboard.client.campaigns.delete(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  })

  it('is found, copied, archived and brought back from the list, by menu and by key', async () => {
    const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
    await open('/campaigns')
    await row('Winter news').getByText('Cancelled').waitFor()
    await page.getByRole('link', { name: 'Winter news' }).focus()
    await page.keyboard.press('d')
    await page.waitForURL(new RegExp(`/campaigns/(?!${id})cmp_`))
    await page.getByRole('heading', { name: 'Copy of Winter news' }).waitFor()
    await open('/campaigns?status=cancelled')
    await row('Winter news').waitFor()
    expect(await page.getByRole('link', { name: /news$/ }).count()).toBe(1)
    await button('More about Winter news').click()
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await says('No such campaign')
    await open('/campaigns?status=archived&q=winter')
    await page.getByRole('link', { name: 'Winter news' }).focus()
    await page.keyboard.press('e')
    await says('No such campaign')
    await page.getByRole('link', { name: 'Show all campaigns' }).click()
    await row('Copy of Winter news').getByText('Draft').waitFor()
    expect((await campaign()).archivedAt).toBeNull()
  })

  it('says why a campaign could not start, and lets it be mended', async () => {
    const { client } = dashboard
    const { id: gone } = await client.campaigns.create({
      ...{ name: 'To nobody', subject: 'Hello', from: 'hello@example.org', html: HTML },
      audience: { include: { tags: ['Few'] } },
    })
    for (const place of [0, 1, 2])
      await client.contacts.update(`person-${place}@example.org`, { status: 'unsubscribed' })
    await client.campaigns.schedule(gone, { at: `${new Date(Date.now() + 2_000).toISOString().slice(0, 19)}Z` })
    await until(
      () => client.campaigns.get(gone),
      ({ status }) => status === 'failed',
    )
    await open(`/campaigns/${gone}`)
    await says(/It could not start: /)
    await open('/campaigns')
    await page
      .getByRole('row', { name: /To nobody/ })
      .getByText(/It could not start/)
      .waitFor()
    await page.getByRole('link', { name: 'Could not start: To nobody' }).click()
    await page.waitForURL(`**/campaigns/${gone}`)
  })

  it('is found among the batches of the API where a program sent it', async () => {
    await dashboard.client.sending.send({
      ...{ from: 'hello@example.org', subject: 'Your statement', template: HTML, transactional: true },
      ...{ recipientType: 'tag', recipientId: 'VIP' },
    })
    await open('/campaigns')
    await page.getByRole('combobox', { name: 'Made by' }).click()
    await page.getByRole('option', { name: 'Batches of the API' }).click()
    await page.waitForURL(/kind=batch/)
    await page.getByRole('row', { name: /Your statement/ }).waitFor()
    expect(await page.getByRole('row', { name: /Winter news/ }).count()).toBe(0)
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
