import { readFile } from 'node:fs/promises'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const PEOPLE = 900
const emailAt = (place: number) => `p${String(place).padStart(4, '0')}@example.org`

const filterOf = (...values: string[]) =>
  encodeURIComponent(
    JSON.stringify({ match: 'all', conditions: [{ type: 'field', field: 'country', op: 'is', values }] }),
  )
const columnsOf = (...columns: string[]) => encodeURIComponent(JSON.stringify(columns))

describe('the contacts', () => {
  let dashboard: OpenDashboard
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
  const more = async (name: string) => {
    await button('More to do with them').click()
    await page.getByRole('menuitem', { name }).click()
  }
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

  it('are asked for once for each order, search and filter', async () => {
    await open(`/contacts?filters=${filterOf('ID')}`)
    const asked: string[] = []
    const note = (request: Request) => {
      const { sort, q, filters, after } = request.url().endsWith('/v1/contacts/search') ? request.postDataJSON() : {}
      if (filters && !after) asked.push(JSON.stringify([sort?.field, q, filters.conditions[0]?.values]))
    }
    page.on('request', note)
    const total = page.locator('[aria-live=polite] strong').first()
    await page.getByRole('button', { name: 'E-mail', exact: true }).click()
    await page.waitForURL(/sort=email/)
    await page.getByLabel('Search contacts').fill('person 1')
    await page.waitForURL(/q=/)
    const before = await total.innerText()
    await page.getByRole('combobox', { name: /^Country/ }).click()
    await page.getByRole('option', { name: /^Germany/ }).click()
    await total.filter({ hasNotText: before }).waitFor()
    await page.waitForURL((url) => url.searchParams.get('filters')?.includes('DE') ?? false)
    await page.waitForTimeout(500)
    page.off('request', note)
    expect(asked).toEqual([
      JSON.stringify(['email', undefined, ['ID']]),
      JSON.stringify(['email', 'person 1', ['ID']]),
      JSON.stringify(['email', 'person 1', ['ID', 'DE']]),
    ])
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
    await says('This changes all 900.')
    await says('and 890 more')
    await button('Add to 900 people').click()
    await says('900 changed')
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
    await says('1 changed')
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

  it('say before a bulk action how many it really changes, and take it back afterwards', async () => {
    await open('/contacts?sort=email')
    await page.getByLabel(`Select ${emailAt(0)}`).click()
    await button('Select all 900 people').click()
    await page.getByLabel(`Select ${emailAt(2)}`).click()
    await says('899 people selected')
    await more('Set a field')
    await page.getByRole('combobox', { name: 'Field' }).fill('Pla')
    await page.getByRole('option', { name: 'Plan' }).click()
    await page.getByRole('combobox', { name: 'Value' }).click()
    await page.getByRole('option', { name: 'pro' }).click()
    await says('This changes 449 of 899; the others stay as they are.')
    await button('Set it for 899 people').click()
    await says('449 changed, 450 as they were')
    expect((await dashboard.client.contacts.get(emailAt(2))).fields.plan).toBe('free')
    await button('Person by person').click()
    await page.getByText('As it was 450').click()
    await page
      .getByRole('region', { name: 'Results' })
      .getByRole('link', { name: emailAt(1) })
      .waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('Download all as CSV').click()])
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n')
    expect(lines).toHaveLength(900)
    await page.keyboard.press('Escape')
    await button('Undo it').click()
    await says('Undone: done')
    expect((await dashboard.client.contacts.get(emailAt(0))).fields.plan).toBe('free')
    await button('Close').click()
  })

  it('ask for the proof of a consent, and keep those who left', async () => {
    await dashboard.client.contacts.update(emailAt(7), { status: 'unsubscribed' })
    await dashboard.client.contacts.update(emailAt(8), { status: 'non-subscribed' })
    await open('/contacts?sort=email')
    await page.getByLabel(`Select ${emailAt(7)}`).click()
    await page.getByLabel(`Select ${emailAt(8)}`).click()
    await more('Set the e-mail status')
    await page.getByRole('combobox', { name: 'E-mail status' }).click()
    await page.getByRole('option', { name: 'Subscribed', exact: true }).click()
    expect(await button(/^Set the status of/).isDisabled()).toBe(true)
    await page.getByLabel('Where did they agree to get mail?').fill('<img src=x onerror=alert(1)> the fair')
    await says('This changes 1 of 2; the others stay as they are.')
    await button('Set the status of 2 people').click()
    await says('1 changed, 1 could not be')
    expect((await dashboard.client.contacts.get(emailAt(7))).status).toBe('unsubscribed')
    await button('Close').click()
  })

  it('list the bulk actions of the past, from where they can be undone', async () => {
    await open('/contacts')
    await button('More to do with contacts').click()
    await page.getByRole('menuitem', { name: 'Recent bulk actions' }).click()
    const jobs = page.getByRole('list', { name: 'Bulk actions' })
    await jobs.getByText('undone').first().waitFor()
    await jobs
      .getByRole('listitem')
      .filter({ hasText: 'E-mail status set' })
      .getByRole('button', { name: 'Undo it' })
      .click()
    await says('Undone: done')
    expect((await dashboard.client.contacts.get(emailAt(8))).status).toBe('non-subscribed')
  })

  it('go into a file: those in the table, with its columns, and everyone for an import', async () => {
    await open(`/contacts?panel=export&columns=${columnsOf('email', 'fields.plan')}&filters=${filterOf('ID')}`)
    await page.getByLabel('Who is in the table now: 3 people').check()
    await button('Write the file').click()
    const files = page.getByRole('region', { name: 'Files' })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      files.getByRole('link', { name: 'Download' }).click(),
    ])
    const text = await readFile(await file.path(), 'utf8')
    expect(text.trim().split(/\r?\n/).toSorted()).toEqual([
      'email,plan',
      `${emailAt(0)},free`,
      `${emailAt(1)},pro`,
      `${emailAt(2)},free`,
    ])
    await page.getByLabel('Everyone', { exact: true }).check()
    await page.getByLabel('JSON Lines').check()
    await page.getByLabel('Everything that an import reads').check()
    await button('Write the file').click()
    await files.getByText(/^JSON Lines · 900 people/).waitFor()
  })

  it('say what a closed filter asks, and lose one condition or all of them there', async () => {
    await open(`/contacts?filters=${filterOf('ID', 'US')}`)
    await button(/^Filter/)
      .first()
      .click()
    const summary = page.getByRole('region', { name: 'The filter' })
    await summary.getByText(/^Country is/).waitFor()
    await summary.getByRole('button', { name: 'Clear all' }).click()
    await page.waitForURL((url) => !url.searchParams.has('filters'))
    await says(/^900 people/)
  })

  it('say what to loosen when nobody matches', async () => {
    await page.goto(`${dashboard.address}/contacts?q=zzz&filters=${filterOf('ID')}`)
    await says('Nobody matches')
    await button('Without the search “zzz”: 3 people').click()
    await page.getByRole('link', { name: emailAt(0) }).waitFor()
    await page.goto(`${dashboard.address}/contacts?q=${emailAt(5)}&filters=${filterOf('ID')}`)
    await button(/^Without “Country is .*”: 1 person$/).click()
    await page.getByRole('link', { name: emailAt(5) }).waitFor()
  })

  it('are a smart list with a tag, which says whom the tag alone brings, and keeps that as a segment', async () => {
    await dashboard.client.contacts.addTags(emailAt(9), { tags: ['Guest'] })
    await open(`/contacts?filters=${filterOf('ID')}`)
    await button('Save as a view').click()
    await page.getByLabel('What is this view called?').fill('Indonesia and guests')
    await page.getByRole('combobox', { name: /Also include everyone/ }).fill('Gue')
    await page.getByRole('option', { name: /Guest/ }).click()
    await button('Save the view').click()
    await says('1 person is here only because of it.')
    await says(/^4 people/)
    await page.getByRole('link', { name: 'Show only them' }).click()
    await page.getByRole('link', { name: emailAt(9) }).waitFor()
    await says(/^1 person/)
    await page.getByRole('link', { name: /^Indonesia and guests/ }).click()
    await page.getByRole('searchbox').fill('p000')
    await says(/^4 people/)
    await says('The search “p000” is left out: rules do not search.')
    await page.getByRole('link', { name: 'Create a segment from this' }).click()
    await page.waitForURL('**/segments/new?filters=*')
    await says('4people match')
  })

  it('search as one types, and Escape empties the search', async () => {
    await open('/contacts')
    await page.keyboard.press('/')
    await page.keyboard.type(emailAt(42), { delay: 15 })
    await says(/^1 person/)
    expect(await page.locator('tbody a').count()).toBe(1)
    await page.keyboard.press('Escape')
    await says(/^900 people/)
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
  })

  it('show people with a similar name when nobody is called that, and do nothing to all of them at once', async () => {
    await open('/contacts?q=Perosn%20899')
    await says('No exact match. A person with a similar name, address or number:')
    await page.getByRole('link', { name: emailAt(899) }).waitFor()
    await page.getByRole('searchbox').fill('Perosn')
    await says('No exact match. People with a similar name, address or number:')
    await says(/^900 people/)
    await page.getByLabel(`Select ${emailAt(899)}`).click()
    await says('1 person selected')
    expect(await button(/^Select all/).count()).toBe(0)
    await button('Select nobody').click()
    await page.getByRole('searchbox').fill('Person')
    await says(/^900 people/)
    await page.getByText(/^No exact match/).waitFor({ state: 'detached' })
  })

  it('keep the keyboard when its row scrolls away, and say all keys', async () => {
    await open('/contacts?sort=email')
    await page.getByRole('link', { name: emailAt(0) }).focus()
    const scroller = page.locator('[data-scroll-restoration-id=Contacts]')
    await scroller.evaluate((element) => element.scrollTo(0, 4_000))
    await page.getByRole('link', { name: emailAt(0) }).waitFor({ state: 'detached' })
    expect(await scroller.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true)
    await page.keyboard.press('?')
    for (const label of ['Next person', 'Person before', 'Select this person', 'Select up to this person'])
      await page.getByRole('dialog').getByText(label, { exact: true }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('are a calm list on a phone, with what can be done to them', async () => {
    const phone = await dashboard.newPage({ viewport: { width: 375, height: 740 } })
    await phone.goto(`${dashboard.address}/contacts?sort=email`)
    await phone
      .getByRole('link', { name: emailAt(0) })
      .getByText('Person 0')
      .waitFor()
    await phone.getByText(emailAt(0)).waitFor()
    await phone.getByText('Subscribed').first().waitFor()
    await phone.getByLabel(`Select ${emailAt(0)}`).click()
    const bar = phone.getByRole('toolbar', { name: 'With the selected people' })
    const box = await bar.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= 375).toBe(true)
    await bar.getByRole('button', { name: 'Select nobody' }).click()
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375)
    await phone.context().close()
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
