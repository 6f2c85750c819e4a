import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const PEOPLE = 900
const emailAt = (place: number) => `p${String(place).padStart(4, '0')}@example.org`

describe('the contacts', () => {
  let dashboard: OpenDashboard
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.locator('tbody a').first().waitFor()
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    await dashboard.client.fields.create({ key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro'] })
    await dashboard.client.tags.create({ name: 'VIP' })
    await dashboard.client.segments.create({ name: 'By hand', kind: 'static', contacts: [] })
    const contacts = Array.from({ length: PEOPLE }, (_, place) => ({
      ...{ email: emailAt(place), firstName: `Person ${place}`, fields: { plan: place % 2 ? 'pro' : 'free' } },
      country: place < 3 ? 'ID' : 'DE',
    }))
    await dashboard.client.contacts.batch({ contacts, upsert: true })
  })
  afterAll(() => dashboard.close())

  it('show the columns that one chooses, as wide as one makes them, and a view keeps them', async () => {
    await open('/contacts')
    await button('Columns').click()
    await page.getByLabel('Plan', { exact: true }).check()
    await page.getByLabel('Country', { exact: true }).uncheck()
    await page.keyboard.press('Escape')
    await button(/^Width of Plan/).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL((url) => /"fields\.plan:\d+"/.test(url.searchParams.get('columns') ?? ''))
    await button('Save as a view').click()
    await page.getByLabel('What is this view called?').fill('By plan')
    await button('Save the view').click()
    await page.waitForURL((url) => url.searchParams.has('view') && !url.searchParams.has('columns'))
    await page.reload()
    await page.getByRole('columnheader', { name: /^Plan/ }).waitFor()
    expect(await page.getByRole('columnheader', { name: /^Country/ }).count()).toBe(0)
  })

  it('give a deleted view back', async () => {
    await button('The view By plan').click()
    await page.getByRole('menuitem', { name: 'Delete this view' }).click()
    await page.getByRole('link', { name: 'By plan' }).waitFor({ state: 'detached' })
    await button('Undo').click()
    await page.getByRole('link', { name: 'By plan' }).waitFor()
  })

  it('are sorted by any column, through to the last of them, and going back finds the place', async () => {
    await open('/contacts')
    await page.getByRole('button', { name: 'E-mail', exact: true }).click()
    await page.getByRole('link', { name: emailAt(0) }).waitFor()
    const scroller = page.locator('[data-scroll-restoration-id=Contacts]')
    const last = page.getByRole('link', { name: emailAt(PEOPLE - 1) })
    while ((await last.count()) === 0) {
      await scroller.evaluate((element) => element.scrollBy(0, 3_000))
      await page.waitForTimeout(30)
    }
    const top = await scroller.evaluate((element) => element.scrollTop)
    await last.click()
    await page.getByRole('heading', { name: `Person ${PEOPLE - 1}`, level: 1 }).waitFor()
    await page.goBack()
    await last.waitFor()
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(top)
  })

  it('do a thing to everyone who matches, and say what became of each', async () => {
    await open('/contacts?sort=email')
    await page.getByLabel(`Select ${emailAt(1)}`).click()
    await page.getByLabel(`Select ${emailAt(3)}`).click({ modifiers: ['Shift'] })
    await says('3 people selected')
    await button('Select all 900 people').click()
    await button('Add tags').click()
    await page.getByRole('combobox', { name: 'Add tags' }).fill('VIP')
    await page.keyboard.press('Enter')
    await says('and 890 more')
    await button('Add to 900 people').click()
    await says('900 people are up to date.')
    await button('Person by person').click()
    await page.getByLabel('Results').getByText('Changed').first().waitFor()
    expect((await dashboard.client.tags.get('VIP')).contactCount).toBe(900)
  })

  it('go onto a list by hand', async () => {
    await open('/contacts?sort=email')
    await page.getByLabel(`Select ${emailAt(0)}`).click()
    await button('More to do with them').click()
    await page.getByRole('menuitem', { name: 'Add to a static list' }).click()
    await page.getByRole('combobox', { name: 'Static list' }).click()
    await page.getByRole('option', { name: 'By hand' }).click()
    await button('Add 1 person to the list').click()
    await says('1 person is up to date.')
    expect((await dashboard.client.segments.get('By hand')).count).toBe(1)
  })

  it('become a segment from the filter that is on', async () => {
    const filters = { match: 'all', conditions: [{ type: 'field', field: 'country', op: 'is', values: ['ID'] }] }
    await open(`/contacts?filters=${encodeURIComponent(JSON.stringify(filters))}`)
    await says(/^3 people/)
    await page.getByRole('link', { name: 'Create a segment from this' }).click()
    await page.waitForURL('**/segments/new?filters=*')
    await says('3people match')
  })

  it('show who put a tag on and when, and how consent is known', async () => {
    const { id } = await dashboard.client.contacts.update(emailAt(5), {
      status: 'unsubscribed',
      proof: { source: 'a letter', wording: 'No more, please' },
    })
    await page.goto(`${dashboard.address}/contacts/${id}`)
    await page
      .getByRole('list', { name: 'Tags' })
      .getByText('by a bulk action')
      .or(page.getByText('by Ada Lovelace'))
      .first()
      .waitFor()
    const consent = page.getByRole('list', { name: 'Consent' })
    await consent.getByText('Source: a letter · Wording: “No more, please”').waitFor()
    await page.getByText('Consent', { exact: true }).click()
    await page.getByText('Unsubscribed', { exact: true }).first().waitFor()
    await page.getByText('Created', { exact: true }).waitFor({ state: 'detached' })
  })

  it('show a change before the server has answered, and take it back when it refuses', async () => {
    await page.goto(`${dashboard.address}/contacts/${(await dashboard.client.contacts.get(emailAt(6))).id}`)
    const problem = { code: 'internal', detail: 'The disk is full.', help: 'Make room.', request_id: 'req_7' }
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/v1/contacts/con_*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.fallback()
      await asked
      return route.fulfill({ status: 507, contentType: 'application/problem+json', body: JSON.stringify(problem) })
    })
    await button('Edit Company: empty').click()
    await page.getByRole('textbox', { name: 'Company' }).fill('Kopi')
    await page.keyboard.press('Enter')
    await button('Edit Company: Kopi').waitFor()
    answer()
    await says('The disk is full.')
    await says(/req_7/)
    await button('Edit Company: empty').waitFor()
    await page.unroute('**/v1/contacts/con_*')
  })

  it('say so when Rollcall does not answer, and when it does again', async () => {
    await open('/contacts')
    await says('All counts are live')
    await page.route('**/v1/status', (route) => route.abort())
    await says('Rollcall does not answer. Trying again.')
    await page.unroute('**/v1/status')
    await says('All counts are live')
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
