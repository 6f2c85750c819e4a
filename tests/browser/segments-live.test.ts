import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const FROM = (country: string) => ({
  conditions: [{ type: 'field', field: 'country', op: 'is', values: [country] }],
})

describe('segments over time', () => {
  let dashboard: OpenDashboard
  let page: Page
  let id: string
  const open = (path: string) => page.goto(dashboard.address + path)
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const row = (name: string | RegExp) => page.getByRole('row', { name })
  const put = (email: string, country: string) => dashboard.client.contacts.create({ email, country }, { upsert: true })

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('begin with starters, each with its count and a click away from being saved', async () => {
    await put('ada@kopi.example', 'ID')
    await open('/segments')
    await says('There are no segments yet')
    await page.getByRole('link', { name: /New in the last 14 days 1 person/ }).click()
    await says('1person matches')
    expect(await page.getByLabel('Name of the segment').inputValue()).toBe('New in the last 14 days')
    await button('Save the segment').click()
    await page.getByRole('heading', { name: 'New in the last 14 days', level: 1 }).waitFor()
  })

  it('move in the list at once when people come and go, with how many did, and nobody asks again and again', async () => {
    const created = await dashboard.client.segments.create({ name: 'Indonesia', filters: FROM('ID') })
    id = created.id
    await open('/segments')
    await row(/Indonesia .* 1$/).waitFor()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await put('ben@kopi.example', 'ID')
    await row(/Indonesia .*\+1 .*2$/).waitFor()
    await put('ada@kopi.example', 'DE')
    // How many came and went has been asked for, and is not asked for again so soon; how many there are is told.
    await row(/Indonesia .* 1$/).waitFor()
    expect(asked).not.toContain('/v1/live')
    await open('/segments')
    await row(/Indonesia .*\+1 −1 .* 1$/).waitFor()
  })

  it('move on their own page and in a rule that nobody has saved', async () => {
    await open(`/segments/new?filters=${encodeURIComponent(JSON.stringify({ match: 'all', ...FROM('FR') }))}`)
    await says('0people match')
    await put('eve@kopi.example', 'FR')
    await says('1person matches')
    await open(`/segments/${id}`)
    await says('1person matches')
    await put('fay@kopi.example', 'ID')
    await says('2people match')
  })

  it('fall back to asking when the stream is not to be had', async () => {
    const other = await dashboard.newPage()
    await other.route('**/v1/live', (route) => route.abort())
    await other.goto(`${dashboard.address}/segments`)
    await other.getByRole('row', { name: /Indonesia .* 2/ }).waitFor()
    await put('gus@kopi.example', 'ID')
    await other.getByRole('row', { name: /Indonesia .* 3/ }).waitFor()
    await other.context().close()
  })

  it('tell who came and left and why, and lead to each one’s explanation', async () => {
    await open(`/segments/${id}?look=history`)
    await says('−1 left')
    await page.getByText('Left', { exact: true }).last().click()
    await page.getByRole('link', { name: 'ada@kopi.example', exact: true }).first().waitFor()
    await page.getByText('Weeks').click()
    await page.waitForURL('**step=week**')
    await page.getByText('As a table').click()
    await page.getByRole('row', { name: /2026 3 4 1|\d+ 3 4 1/ }).waitFor()
    await page
      .getByRole('link', { name: /^Why ada@kopi.example/ })
      .first()
      .click()
    await says('This person does not match.')
  })

  it('keep every version, show how any two differ, and go back to an older one and forth again', async () => {
    await dashboard.client.segments.update(id, { filters: FROM('FR') })
    await open(`/segments/${id}?look=versions`)
    await says('Right now that is 1 person more, and 3 people no longer.')
    const first = page.getByRole('listitem').filter({ hasText: 'Version 1' })
    await first.getByText('1 then, 3 people now').waitFor()
    await button('Restore version 1').click()
    await page.getByText('Version 3').waitFor()
    await says('3people match')
    await button('Undo').click()
    await says('1person matches')
    await page.getByLabel('From version').fill('1')
    await page.waitForURL('**from=1**')
  })

  it('are copied, kept as a list of today’s people, and given out as a file', async () => {
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Keep these people as a list' }).click()
    await page.getByRole('heading', { name: /^Indonesia on / }).waitFor()
    await says('1person is on the list')
    await open(`/segments/${id}`)
    await button('More').click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Export the people as CSV' }).click()
    expect((await download).suggestedFilename()).toBe('Indonesia.csv')
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await page.getByRole('heading', { name: 'Indonesia copy' }).waitFor()
  })

  it('are not deleted while something uses them, and say what to do', async () => {
    const within = { conditions: [{ type: 'segment', op: 'in', segment: id }] }
    await dashboard.client.segments.create({ name: 'Within', filters: within })
    await open(`/segments/${id}`)
    await page.getByRole('region', { name: 'Used by' }).waitFor()
    await button('Delete').click()
    await says('It is in use. Take it out of these first, or delete them:')
    await page.getByRole('dialog').getByRole('link', { name: 'Within' }).waitFor()
    await open('/segments')
    await page.getByLabel('Choose all').check()
    await page.getByLabel('Choose New in the last 14 days').uncheck()
    await button('Delete 4 segments').click()
    await says('Indonesia is in use and will be kept.')
    await button('Delete 3 segments').click()
    await row(/^Indonesia copy/).waitFor({ state: 'detached' })
    await row(/Choose Indonesia/)
      .first()
      .waitFor()
  })

  it('offer the events, properties and values that were seen', async () => {
    const event = { contact: 'ben@kopi.example', name: 'order.paid', properties: { currency: 'IDR', amount: 7 } }
    await dashboard.client.events.create({ events: [event] })
    await open('/segments/new')
    await button('Add condition').click()
    await page.getByPlaceholder('Find a field').fill('Event')
    await page.getByRole('option', { name: 'Event', exact: true }).click()
    await page.getByRole('combobox', { name: 'Name', exact: true }).click()
    await page.getByRole('option', { name: 'order.paid 1' }).click()
    await button('+ Where').click()
    await page.getByRole('combobox', { name: 'Where, property' }).click()
    await page.getByRole('option', { name: 'currency 1' }).click()
    await page.getByRole('combobox', { name: 'Where is', exact: true }).click()
    await page.getByRole('option', { name: 'IDR 1' }).click()
    await says('1person matches')
    await page.locator('p[aria-live]').filter({ hasText: '"currency" is "IDR"' }).waitFor()
  })

  it('say whose days are meant as soon as a rule asks for time', async () => {
    expect(await page.getByText('the project’s time zone').count()).toBe(0)
    await button('+ When').click()
    await page.getByLabel('When, how many').fill('7')
    await says('Days and calendar weeks are those of UTC, the project’s time zone.')
  })

  it('stand in the list as soon as they are made, which waits for nothing then', async () => {
    const link = (name: string) => page.getByRole('link', { name, exact: true }).first()
    await dashboard.client.segments.create({ name: 'Doubled', filters: FROM('ID') })
    await open('/segments')
    const size = await row(/^\S* ?Doubled/).innerText()
    await put('zed@kopi.example', 'ID')
    await row(/^\S* ?Doubled/)
      .filter({ hasNotText: size })
      .waitFor()
    // What the stream told has been asked for, and is not again for a minute.
    await page.waitForTimeout(500)
    await link('Doubled').click()
    await button(/^More/).first().click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    const copy = page.getByRole('heading', { level: 1, name: /Doubled./ })
    const name = await copy.innerText()
    // The stream tells its size, into the list as well.
    await page.waitForTimeout(1_000)
    // Nothing that is only done after a while is done from here on.
    await page.evaluate(`(() => {
      const start = setTimeout
      window.setTimeout = (run, ms, ...rest) => (ms >= 1000 ? 0 : start(run, ms, ...rest))
    })()`)
    await link('Segments').click()
    await link(name).waitFor()
  })

  it('list everybody who came in one step, not only the first three', async () => {
    const made = await dashboard.client.segments.create({ name: 'Norway', filters: FROM('NO') })
    const contacts = ['liv', 'odd', 'pia', 'rolf', 'siv'].map((name) => ({
      email: `${name}@kopi.example`,
      country: 'NO',
    }))
    await dashboard.client.contacts.batch({ contacts })
    await open(`/segments/${made.id}?look=history`)
    await button('2 more').click()
    const everybody = page.getByRole('list', { name: 'Everybody who did' })
    await everybody.getByRole('link', { name: 'siv@kopi.example' }).waitFor()
    expect(await everybody.getByRole('link').count()).toBe(5)
    await page.getByRole('link', { name: 'Those who are in since then' }).waitFor()
    await button('2 more').click()
    await everybody.waitFor({ state: 'detached' })
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
