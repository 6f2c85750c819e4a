import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'
import { wayAround } from './way-around.ts'

const PEOPLE = 130
const STATUSES = ['subscribed', 'unsubscribed', 'bounced'] as const

describe('the list of people', () => {
  let dashboard: OpenDashboard
  let page: Page
  const { open, says, button } = wayAround(() => ({ dashboard, page }))

  beforeAll(async () => {
    dashboard = await openDashboard()
    const contacts = Array.from({ length: PEOPLE }, (_, place) => ({
      email: `person-${place}@example.org`,
      status: STATUSES[place % 3],
      country: 'ID',
      company: place < 31 ? 'Kopi' : 'Teh',
    }))
    for (let place = 0; place < PEOPLE; place += 100)
      await dashboard.client.contacts.batch({ contacts: contacts.slice(place, place + 100) })
    page = await dashboard.newPage()
    page.setDefaultTimeout(15_000)
  })
  afterAll(() => dashboard.close())

  it('keeps everybody selected while it is sorted, and nobody once something else is asked', async () => {
    const filters = { match: 'all', conditions: [{ type: 'field', field: 'company', op: 'is', values: ['Kopi'] }] }
    await open(`/contacts?filters=${encodeURIComponent(JSON.stringify(filters))}`)
    await says('31 people')
    await page
      .getByLabel(/^Select person-/)
      .first()
      .click()
    await button('Select all 31 people').click()
    await says('31 people selected')
    await button('Status').click()
    await page.waitForURL(/sort=status/)
    await says('31 people selected')
    await button('Clear the filter').click()
    await says('130 people')
    await page.getByLabel('Select everyone that is loaded').and(page.locator(':not(:checked)')).waitFor()
    expect(await page.getByText(/people selected/).count()).toBe(0)
  })

  it('is sorted by status', async () => {
    await open('/contacts')
    await page
      .getByLabel(/^Select person-/)
      .first()
      .waitFor()
    await button('Status').click()
    await page.waitForURL(/sort=status/)
    const { data } = await dashboard.client.contacts.search({ sort: { field: 'status', direction: 'asc' }, limit: 1 })
    const first = page.getByRole('table', { name: 'Contacts' }).getByRole('row').nth(1)
    await first.getByText(data[0]?.email ?? '').waitFor()
  })

  it('is asked for in an order on whose heading the pointer rests, and stays as it is', async () => {
    await open('/contacts')
    await button('Status').waitFor()
    const asked = page.waitForRequest((request) => /"sort":{"field":"status"/.test(request.postData() ?? ''))
    await button('Status').hover()
    await asked
    expect(new URL(page.url()).search).toBe('')
  })

  it('is saved as a view with the columns that one sees; the search stays beside it', async () => {
    await open('/contacts?sort=email&direction=asc&q=person-7')
    await button('Save as a view').click()
    await says('The search “person-7” is no part of the view')
    await page.getByLabel('What is this view called?').fill('By address')
    await button('Save the view').click()
    await page.waitForURL((url) => url.searchParams.has('view') && url.searchParams.get('q') === 'person-7')
    await page.getByRole('button', { name: 'Country', exact: true }).waitFor()
    const { data } = await until(
      () => dashboard.client.views.list(),
      (list) => list.data.length > 0,
    )
    expect(data[0]?.columns).toEqual(['email', 'name', 'status', 'tags', 'country', 'createdAt'])
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
