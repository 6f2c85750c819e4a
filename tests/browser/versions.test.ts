import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

const HTML = '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>'
const SCRIPT = '<img src=x onerror="window.ran = true">'

// In order: each step stands on the one before.
describe('a campaign in versions', () => {
  let dashboard: OpenDashboard
  let page: Page
  let id: string
  const { button, says, open } = wayAround(() => ({ dashboard, page }))
  const section = (name: string) => page.getByRole('region', { name, exact: true })
  const campaign = () => dashboard.client.campaigns.get(id)

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    page.setDefaultTimeout(15_000)
    await dashboard.client.contacts.batch({
      contacts: Array.from({ length: 60 }, (_, place) => ({ email: `person-${place}@example.org` })),
      upsert: true,
    })
    const draft = await dashboard.client.campaigns.create({
      ...{ name: 'Two ways', subject: `Version A ${SCRIPT}`, from: 'hello@example.org', html: HTML },
      audience: { include: { everyone: true } },
    })
    id = draft.id
  })
  afterAll(() => dashboard.close())

  it('gets a second version that differs in its subject, and says how many try it', async () => {
    await open(`/campaigns/${id}`)
    await button('Try another version (A/B)').click()
    await section('What it says').getByText('Missing: what version B says differently').waitFor()
    await page.getByLabel('Subject of version B').fill(`Version B ${SCRIPT}`)
    await until(campaign, ({ variants }) => variants.length === 1)
    expect((await campaign()).test).toEqual({ share: 20, decide: { by: 'opens', afterMinutes: 240 } })
    await page.getByLabel('Take part in the test').fill('40')
    await says(/^take part in the test, about$/)
    await until(campaign, ({ test }) => test?.share === 40)
    await section('Who would get it now').getByText('24', { exact: true }).waitFor()
    await section('Who would get it now').getByText('36', { exact: true }).waitFor()
  })

  it('is looked at and sent to oneself in each version while nothing of it is saved', async () => {
    const choose = async (group: string, label: string) =>
      page.getByRole('radiogroup', { name: group }).getByText(label, { exact: true }).click()
    await choose('Who gets it', 'People I choose')
    await says(/^Not saved while it lacks who gets it/)
    await page.getByLabel('Subject of version B').fill('Not saved')
    await choose('Version to look at', 'Version B')
    await section('As a person gets it').getByText('Not saved', { exact: true }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('version')).toBe('B')
    await button('Send a test').click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('radio', { name: 'Version B' }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: 'Send the test' }).click()
    await dialog.getByRole('button', { name: 'Send it again' }).waitFor()
    const caught = await dashboard.client.catcher.list({})
    expect(caught.data.map(({ subject }) => subject)).toEqual(['[Test] Not saved'])
    expect((await campaign()).variants).toEqual([{ subject: `Version B ${SCRIPT}` }])
    await dialog.getByRole('button', { name: 'Done' }).click()
    await choose('Version to look at', 'Version A')
    await section('As a person gets it').getByText(`Version A ${SCRIPT}`, { exact: true }).first().waitFor()
    await choose('Who gets it', 'Everyone')
    await page.getByLabel('Subject of version B').fill(`Version B ${SCRIPT}`)
    await says(/Every change is saved\.$/)
  })

  it('cannot be chosen by nothing, and can be chosen by hand', async () => {
    await page.getByRole('combobox', { name: 'The winner is where' }).click()
    await page.getByRole('option', { name: 'More people did something of yours' }).click()
    await section('What it says').getByText('Missing: the event that decides').waitFor()
    await page.getByRole('combobox', { name: 'The winner is where' }).click()
    await page.getByRole('option', { name: 'I choose myself' }).click()
    await until(campaign, ({ test }) => test?.decide?.by === 'hand')
  })

  it('takes a version away again, and with the last one the test', async () => {
    await button('Add version C').click()
    await page.getByLabel('Sender’s name of version C').fill(SCRIPT)
    await until(campaign, ({ variants }) => variants.length === 2)
    await button('Remove version C').click()
    await until(campaign, ({ variants }) => variants.length === 1)
  })

  it('tells how the test stands, and who waits for what', async () => {
    await dashboard.client.campaigns.launch(id)
    const { client } = dashboard
    await until(
      () => client.campaigns.versions(id),
      ({ state }) => state === 'waiting',
    )
    const got = (await client.catcher.list({ limit: 100 })).data.filter(({ subject }) =>
      subject.startsWith('Version B'),
    )
    await client.events.create({
      events: got.slice(0, 10).map(({ to: [contact = ''] }) => ({ contact, name: 'email.opened', campaign: id })),
    })
    await open(`/campaigns/${id}`)
    await section('Versions').getByText('Version B leads: A 0.0 %, B 83.3 % opened.').waitFor()
    await section('Versions').getByText('36 people wait until you choose.').waitFor()
    await section('Versions').getByText('leads', { exact: true }).waitFor()
    await section('Versions').getByRole('link', { name: 'Opened version B 10: show them' }).press('Enter')
    await page.getByRole('heading', { name: '10 people' }).waitFor()
    await page.getByText('Tries version B').waitFor()
  })

  it('sends the rest the version that is chosen, after asking once more', async () => {
    await button('Send B to the rest').click()
    await page.getByRole('dialog').getByText('36 people who wait').waitFor()
    await button('Send version B').click()
    await section('Versions').getByText('Version B was chosen by hand', { exact: false }).waitFor()
    await until(campaign, ({ status }) => status === 'sent')
    expect((await campaign()).winner).toBe('B')
  })

  it('tells of the links of each version', async () => {
    await page.getByRole('tab', { name: 'Clicks on the message' }).click()
    await page.getByRole('radiogroup', { name: 'Whose links' }).getByText('Version B', { exact: true }).click()
    await page.waitForURL(/version=B/)
    await says('This message has no links')
    await page.getByRole('tab', { name: 'Overview' }).click()
  })

  it('is sent again to those who have not opened it, with another subject, as a draft', async () => {
    const again = section('Send again')
    await again.getByText(/50 people who can be reached have neither opened/).waitFor()
    await again.getByText(/with pictures off/).waitFor()
    await again.getByLabel('Another subject').fill('Did you see this?')
    await again.getByRole('button', { name: 'Send again to 50 people who have not opened' }).click()
    await page.getByRole('heading', { name: 'Again: Two ways' }).waitFor()
    expect(await page.getByLabel('Subject', { exact: false }).first().inputValue()).toBe('Did you see this?')
    await says('50people will get this')
  })

  it('runs nothing that somebody wrote into a version', async () => {
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
    expect(dashboard.troubles).toEqual([])
  })

  it('a person’s tracking is switched off on their page, and taken back', async () => {
    const person = () => dashboard.client.contacts.get('person-1@example.org')
    await open(`/contacts/${(await person()).id}`)
    await button('Stop noticing: opens and clicks').click()
    await until(person, ({ tracking }) => !tracking)
    await says('Not noticed')
    await button('Undo').click()
    await until(person, ({ tracking }) => tracking)
  })
})
