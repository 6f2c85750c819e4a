import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

// Runs in the browser, whose types tests do not have.
const PASTE = `(input, text) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}`

describe('the builder', () => {
  let dashboard: OpenDashboard
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const sentence = (text: string) => page.locator('p[aria-live]').filter({ hasText: text }).waitFor()
  const rule = (...conditions: object[]) =>
    `filters=${encodeURIComponent(JSON.stringify({ match: 'all', conditions }))}`
  const open = (...conditions: object[]) => page.goto(`${dashboard.address}/segments/new?${rule(...conditions)}`)
  const field = (key: string, op: string, ...values: unknown[]) => ({ type: 'field', field: key, op, values })
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    const { client } = dashboard
    await client.fields.create({ key: 'ltv', name: 'Lifetime value', type: 'number' })
    await client.contacts.batch({
      contacts: [
        { email: 'a@kopi.example', fields: { ltv: 99.95 }, company: 'Kopi, Inc.', country: 'ID' },
        { email: 'b@kopi.example', fields: { ltv: 99.9 }, company: 'Teh', country: 'ID', status: 'unsubscribed' },
        { email: 'c@kopi.example', fields: { ltv: 0.5 }, company: 'Susu', funnel: 'loyal_customer' },
      ],
    })
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('keeps a number as it is typed, key by key', async () => {
    await open(field('ltv', 'eq', 1))
    await choose('How it is compared', 'is at least')
    const box = page.getByLabel('Lifetime value is at least')
    for (const [typed, matching] of [
      ['99.95', '1person matches'],
      ['0.50', '3people match'],
      ['99.90', '2people match'],
    ] as const) {
      await box.fill('')
      await box.pressSequentially(typed)
      await says(matching)
      expect(await box.inputValue()).toBe(typed)
    }
  })

  it('takes a pasted list as one value a line, commas and all', async () => {
    await open(field('company', 'is', 'x'))
    const box = page.getByRole('combobox', { name: 'Company is' })
    await box.focus()
    await page.evaluate(`(${PASTE})(document.activeElement, 'Kopi, Inc.\\r\\n Teh \\n\\nTeh\\tNobody\\n')`)
    await sentence('Company is any of "x", "Kopi, Inc.", "Teh", "Nobody"')
    await says('2people match')
  })

  it('asks for a span of days ago without any JSON, and reads one', async () => {
    await open({ type: 'event', name: 'order.paid', op: 'did' })
    await button('+ When').click()
    await choose('When, how', 'between … and … ago')
    await page.getByLabel('When, at least, how many').fill('30')
    await page.getByLabel('When, at most, how many').fill('60')
    await sentence('in the last 60 days but at least 30 days ago')
    await page.waitForURL(/last.*before/)
    await page.reload()
    expect(await page.getByLabel('When, at least, how many').inputValue()).toBe('30')
    expect(await page.getByLabel('When, at most, how many').inputValue()).toBe('60')
  })

  it('moves what is dropped inside it, and nothing that is let go elsewhere', async () => {
    await open(field('country', 'is', 'ID'), field('ltv', 'gte', 1))
    const grip = page.locator('[data-row="0"] > [data-grip]')
    await page.locator('[data-row="1"]').waitFor()
    const end = page.locator('[data-add=""]')
    await grip.hover()
    await page.mouse.down()
    await end.hover()
    await page.locator('[data-dragged]').waitFor()
    await end.hover()
    await page.locator('[data-drop]').waitFor()
    await page.mouse.move(8, 8, { steps: 6 })
    await page.locator('[data-drop]').waitFor({ state: 'detached' })
    await page.mouse.up()
    await page.locator('[data-dragged]').waitFor({ state: 'detached' })
    await sentence('Country is "Indonesia" and')
    await grip.dragTo(end)
    await sentence('"Lifetime value" is at least 1 and country')
  })

  it('calls choices by their names, which the sentence uses, too', async () => {
    await open({ type: 'funnel', op: 'is', values: ['customer'] })
    await page.getByRole('combobox', { name: 'Funnel stage is' }).click()
    await page.getByRole('option', { name: /^loyal customer/ }).click()
    await sentence('Funnel stage is any of "customer", "loyal customer"')
    await page.goto(`${dashboard.address}/segments/new?look=breakdown&by=funnel`)
    await page.getByRole('list', { name: 'How many have each value' }).getByText('loyal customer').waitFor()
  })

  it('leads from each number beside a rule to exactly its people', async () => {
    const listed = () => page.getByRole('row').getByRole('link', { name: '@kopi.example' })
    const follow = async (name: string | RegExp, people: number) => {
      await page.getByRole('link', { name }).click()
      await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor()
      await listed().first().waitFor()
      expect(await listed().count()).toBe(people)
      await page.goBack()
    }
    await open(field('country', 'is', 'ID'))
    await follow(/^−1 .*unsubscribed/i, 1)
    await page.getByRole('tab', { name: 'Breakdown' }).click()
    await choose('Divided by', 'Status')
    await follow(/^unsubscribed/, 1)
    await page.getByRole('tab', { name: 'Near misses' }).click()
    await follow('See all in Contacts', 1)
  })

  it('has a description beside the name, and a starter brings its own', async () => {
    await page.goto(`${dashboard.address}/segments/new`)
    const start = page.getByRole('region', { name: 'Start from one of these' }).getByRole('link').first()
    await start.click()
    const described = await page.getByLabel('Description').inputValue()
    expect(described).not.toBe('')
    await button('Save the segment').click()
    await says(described)
    await button('Rename or describe').click()
    await page.getByLabel('Description').fill('For the spring letter.')
    await button('Save').last().click()
    await says('For the spring letter.')
  })

  it('shows what of an event decided, its properties and where it came from', async () => {
    const { client } = dashboard
    const at = new Date(Date.now() - 86_400_000).toISOString()
    const bought = { contact: 'a@kopi.example', name: 'order.paid', at, properties: { amount: 40, currency: 'IDR' } }
    await client.events.create({ events: [bought] })
    const { id } = await client.contacts.get('a@kopi.example')
    const paid = { type: 'event', name: 'order.paid', op: 'did' }
    const where = [{ property: 'amount', op: 'gte', value: 100 }]
    const conditions = [{ ...paid, where }, paid, field('country', 'is', 'DE')]
    await page.goto(`${dashboard.address}/segments/new?look=why&contact=${id}&${rule(...conditions)}`)
    await says('no "order.paid" that counts; others: 1')
    expect(await page.getByText('amount: 40 · currency: IDR').count()).toBe(2)
    await says(/"order.paid" that count: 1, the last on \d+ \w+ \d+, \d\d:\d\d/)
    await says('Country is "Indonesia"')
  })

  it('tells before a rule is saved who would come and go, by name', async () => {
    const { id } = await dashboard.client.segments.create({
      name: 'In Indonesia',
      filters: { conditions: [field('country', 'is', 'ID')] },
    })
    await page.goto(`${dashboard.address}/segments/${id}?${rule(field('ltv', 'lt', 99.95))}`)
    await says('Saving adds 1 and removes 1; 1 person stays.')
    await page.getByText('Saving adds').getByRole('link').last().click()
    await page.getByRole('row').getByRole('link', { name: 'a@kopi.example' }).waitFor()
    expect(await page.getByRole('row').getByRole('link', { name: '@kopi.example' }).count()).toBe(1)
  })

  it('takes a pasted rule in any way that the API does, and shows where one is wrong', async () => {
    await open(field('country', 'is', 'ID'))
    await button('Copy or paste the rule').click()
    await page.getByRole('menuitem', { name: 'Paste JSON' }).click()
    const box = page.getByLabel('The rule as JSON')
    await box.fill('{"conditions":[{"conditions":[{"type":"status","op":"is","values":["gone"]}]}]}')
    await button('Use this rule').click()
    await says('/conditions/0/conditions/0/values/0: ')
    await box.fill('{"status":"active"}')
    await button('Use this rule').click()
    await sentence('Status is "subscribed"')
  })

  it('keeps a rule that is too long for an address through reloading and going back, and says elsewhere what is missing', async () => {
    await open(field('country', 'is', 'ID'))
    await button('Copy or paste the rule').click()
    await page.getByRole('menuitem', { name: 'Paste JSON' }).click()
    const companies = ['Kopi, Inc.', ...Array.from({ length: 60 }, (_, at) => `${at} ${'Söhne & Töchter '.repeat(12)}`)]
    const long = { conditions: [field('company', 'is', ...companies), field('ltv', 'gte', 1)] }
    await page.getByLabel('The rule as JSON').fill(JSON.stringify(long))
    await button('Use this rule').click()
    await page.waitForURL('**filters=kept-*')
    await says('1person matches')
    expect(page.url().length).toBeLessThan(500)
    await page.reload()
    await says('1person matches')
    await page.goto(`${dashboard.address}/tags`)
    await page.goBack()
    await says('1person matches')
    expect(await page.getByLabel('Lifetime value is at least').inputValue()).toBe('1')
    const other = await dashboard.newPage()
    await other.goto(page.url())
    await other.getByText('The rule of this link is not here.').waitFor()
  })

  it('saves over nobody: what was saved meanwhile is told, with what it changed', async () => {
    const { client } = dashboard
    const { id } = await client.segments.create({ name: 'Two tabs', filters: { conditions: [field('ltv', 'lt', 1)] } })
    await page.goto(`${dashboard.address}/segments/${id}`)
    await page.getByLabel('Lifetime value is less than').fill('2')
    await button('Save the new rule').waitFor()
    await client.segments.update(id, { filters: { conditions: [field('ltv', 'lt', 99.92)] } })
    await says('Version 2 was saved while you edited, through the API')
    await page.getByRole('link', { name: 'See what it changed' }).click()
    await page.waitForURL(/from=1&to=2/)
    await button('Keep mine').click()
    await button('Save the new rule').click()
    await button('Save the new rule').waitFor({ state: 'detached' })
    expect((await client.segments.get(id)).version).toBe(3)
    const late = client.segments.update(id, { filters: { conditions: [] }, version: 2 })
    await expect(late).rejects.toMatchObject({ status: 409, detail: expect.stringContaining('is at version 3') })
  })

  it('adds to a static list by name, takes off with a way back, and tells who came through whom', async () => {
    const { client } = dashboard
    const { id } = await client.segments.create({ name: 'By hand', kind: 'static' })
    await client.segments.create({
      name: 'Asks for them',
      filters: { conditions: [{ type: 'segment', op: 'in', segment: id }] },
    })
    await page.goto(`${dashboard.address}/segments/${id}`)
    await page.getByRole('region', { name: 'Used by' }).getByRole('link', { name: 'Asks for them' }).waitFor()
    await page.getByRole('combobox', { name: 'Add a person' }).fill('b@kopi')
    await page.getByRole('option', { name: 'b@kopi.example' }).click()
    await says('1person is on the list')
    await button('Take b@kopi.example off the list').click()
    await says('0people are on the list')
    await button('Undo').click()
    await says('1person is on the list')
    await page.getByRole('tab', { name: 'History' }).click()
    await says('by Ada Lovelace')
    await page.goto(`${dashboard.address}/segments`)
    const uses = page.getByRole('row', { name: /By hand/ }).getByRole('button', { name: '1 place' })
    await uses.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('link', { name: 'Asks for them' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('Choose By hand').check()
    await says('By hand is in use, so it cannot be deleted.')
  })
})
