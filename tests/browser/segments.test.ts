import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

// Ten people: A to E are VIPs, D to H are in Indonesia, E is unsubscribed.
const PEOPLE = [...'abcdefghij'].map((letter, place) => ({
  email: `${letter}@kopi.example`,
  country: place >= 3 && place <= 7 ? 'ID' : 'DE',
  tags: place <= 4 ? ['VIP'] : ['Guest'],
  status: place === 4 ? 'unsubscribed' : 'subscribed',
}))

describe('segments', () => {
  let dashboard: OpenDashboard
  let page: Page
  let ids: { vips: string; indonesia: string }
  const open = (path: string) => page.goto(dashboard.address + path)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const sentence = (text: string) => page.locator('p[aria-live]').filter({ hasText: text }).waitFor()
  const grip = (row: string) => page.locator(`[data-row="${row}"] > [data-grip]`)

  beforeAll(async () => {
    dashboard = await openDashboard()
    const { client } = dashboard
    await client.contacts.batch({ contacts: PEOPLE, upsert: true })
    const tag = { type: 'tag', op: 'has_any', tags: ['VIP'] }
    const country = { type: 'field', field: 'country', op: 'is', values: ['ID'] }
    const vips = await client.segments.create({ name: 'VIPs', kind: 'dynamic', filters: { conditions: [tag] } })
    const indonesia = await client.segments.create({
      name: 'Indonesia',
      kind: 'dynamic',
      filters: { conditions: [country] },
    })
    ids = { vips: vips.id, indonesia: indonesia.id }
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('are built by mouse: the number stands beside each row, and why some cannot be reached', async () => {
    await open('/segments/new')
    await says('10people match')
    await add('Tags')
    await page.getByRole('option', { name: /^VIP/ }).click()
    await page.keyboard.press('Escape')
    await says('5people match')
    await page.getByRole('listitem').filter({ hasText: 'unsubscribed' }).getByText('−1').waitFor()
    await add('Country')
    // Those that people have come first, with how many.
    await page.getByRole('option', { name: 'Germany 5' }).waitFor()
    await page.getByRole('option', { name: 'Indonesia 5' }).click()
    await page.keyboard.press('Escape')
    await says('2people match')
    await page.locator('[data-row="0"]').getByText('5 people remain after this condition').waitFor()
    await page.locator('[data-row="1"]').getByText('2 people remain after this condition').waitFor()
  })

  it('are arranged by mouse: wrapped in a group, moved by dragging, dissolved again', async () => {
    await grip('1').click()
    await page.getByRole('menuitem', { name: 'Put into a new group' }).click()
    await page.locator('[data-row="1.0"]').waitFor()
    await grip('0').dragTo(page.locator('[data-add="1"]'))
    await page.locator('[data-row="0.1"]').waitFor()
    await says('8people match')
    await sentence('Country is "Indonesia" or tags include any of "VIP"')
    await page.locator('[data-row="0.1"]').getByText('5 people match this condition by itself').waitFor()
    await page.locator('[data-row="0"]').getByText('None of these').click()
    await says('2people match')
    await grip('0').click()
    await page.getByRole('menuitem', { name: 'Dissolve the group' }).click()
    await sentence('Country is "Indonesia" and tags include any of "VIP"')
  })

  it('are arranged by keyboard alone, which stays at the row that moves', async () => {
    await grip('0').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await sentence('Tags include any of "VIP" and country is "Indonesia"')
    expect(await gripInFocus()).toBe('1')
    await page.keyboard.press('Alt+ArrowRight')
    await page.locator('[data-row="1.0"]').waitFor()
    await until('1')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.locator('[data-row="1.0"]').waitFor({ state: 'detached' })
    await until('1')
    await page.keyboard.press('Control+d')
    await page.locator('[data-row="2"]').waitFor()
    await until('2')
    await page.keyboard.press('Delete')
    await page.locator('[data-row="2"]').waitFor({ state: 'detached' })
    await until('1')
    await page.keyboard.press('Control+z')
    await page.locator('[data-row="2"]').waitFor()
    await until('1')
    await page.keyboard.press('Control+Shift+z')
    await page.locator('[data-row="2"]').waitFor({ state: 'detached' })
    await says('2people match')
  })

  it('ask for properties of events and what they add up to without any JSON', async () => {
    await add('Event')
    await page.getByRole('combobox', { name: 'Name', exact: true }).fill('order.paid')
    await button('+ Where').click()
    await page.getByRole('combobox', { name: 'Where, property' }).fill('amount')
    await choose('Where, how it is compared', 'is at least')
    await page.getByLabel('Where is at least').fill('100')
    await button('+ Adding up').click()
    await page.getByRole('combobox', { name: 'Adding up, property' }).fill('amount')
    await choose('Adding up, how it is compared', 'is greater than')
    await page.getByLabel('Adding up is greater than').fill('500')
    await sentence('("amount" is at least 100) whose sum of "amount" is greater than 500')
    const warning = page.locator('[data-row="2"]').getByText('No event "order.paid" has been recorded yet.')
    await warning.waitFor()
    await page.locator('[data-row="2"]').getByLabel('Remove this condition').click()
    await warning.waitFor({ state: 'detached' })
  })

  it('take a rule as JSON, and say what is wrong with another text', async () => {
    await button('Copy or paste the rule').click()
    await page.getByRole('menuitem', { name: 'Paste JSON' }).click()
    await page.getByLabel('The rule as JSON').fill('{"match":')
    await button('Use this rule').click()
    await says('This is no JSON')
    const rule = { filters: { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] } }
    await page.getByLabel('The rule as JSON').fill(JSON.stringify(rule))
    await button('Use this rule').click()
    await says('9people match')
    await sentence('Status is "subscribed"')
  })

  it('show who is nearly in, how people divide and other examples, each at its address', async () => {
    await open(`/segments/${ids.vips}`)
    await page.getByRole('tab', { name: 'Near misses' }).click()
    await says('5 people are nearly in.')
    await page.waitForURL('**look=near**')
    await page.getByRole('tab', { name: 'Breakdown' }).click()
    await page.getByRole('list', { name: 'How many have each value' }).getByText('unsubscribed').waitFor()
    await choose('Divided by', 'Country')
    await page.getByRole('list', { name: 'How many have each value' }).getByText('Germany').waitFor()
    await page.reload()
    await page.getByRole('list', { name: 'How many have each value' }).getByText('Germany').waitFor()
    await page.getByRole('tab', { name: 'People' }).click()
    await page.getByRole('link', { name: 'a@kopi.example' }).waitFor()
    await page.getByRole('link', { name: 'See all in Contacts' }).click()
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor()
    await page.getByRole('row').getByRole('link', { name: 'a@kopi.example' }).waitFor()
    expect(await page.getByRole('row').getByRole('link', { name: '@kopi.example' }).count()).toBe(5)
  })

  it('explain anybody, also within other segments, and from an address', async () => {
    const within = { match: 'all', conditions: [{ type: 'segment', op: 'in', segment: ids.vips }] }
    await open(`/segments/new?filters=${encodeURIComponent(JSON.stringify(within))}`)
    await page.getByRole('tab', { name: 'Why someone' }).click()
    await page.getByRole('combobox', { name: 'The person' }).fill('j@kopi')
    await page.getByRole('option', { name: 'j@kopi.example' }).click()
    await says('This person does not match.')
    await page.getByText('Why?').click()
    await says('does not have the tag "VIP"')
    const { id } = await dashboard.client.contacts.get('a@kopi.example')
    await open(`/segments/${ids.vips}?contact=${id}`)
    await says('This person matches.')
    await says('As long as nothing new happens, this stays so.')
  })

  it('are compared, and a row of the picture is a segment of exactly its people', async () => {
    await open('/segments')
    await page.getByLabel('Choose Indonesia').check()
    await page.getByLabel('Choose VIPs').check()
    await page.getByRole('link', { name: 'Compare 2 segments' }).click()
    await says('people are in at least one of them.')
    await page.getByRole('link', { name: '2 people are in Indonesia and VIPs' }).waitFor()
    await page.getByRole('link', { name: '3 people are in VIPs and in none of the others' }).click()
    await page.waitForURL('**/segments/new?filters=*')
    await says('3people match')
    await sentence('Is in segment "VIPs" and not (is in segment "Indonesia")')
  })

  it('are listed in the order that one asks for, and walked through by keyboard', async () => {
    await dashboard.client.segments.create({
      name: 'Asks for VIPs',
      kind: 'dynamic',
      filters: {
        conditions: [
          { type: 'segment', op: 'not_in', segment: ids.vips },
          { type: 'status', op: 'is', values: ['bounced'] },
        ],
      },
    })
    await open('/segments?sort=uses&direction=desc')
    await page.getByRole('row', { name: /VIPs .* 1 place 4 5/ }).waitFor()
    const links = page.locator('a[data-row-link]')
    expect(await links.first().textContent()).toBe('VIPs')
    await button('Segment').click()
    await page.waitForURL('**sort=name**')
    await links.first().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'VIPs', level: 1 }).waitFor()
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })

  async function add(subject: string) {
    await button('Add condition').last().click()
    await page.getByPlaceholder('Find a field').fill(subject)
    await page.getByRole('option', { name: subject, exact: true }).click()
  }

  async function choose(label: string, option: string) {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  function gripInFocus(): Promise<string | null> {
    return page.evaluate(
      "document.activeElement.matches('[data-grip]') && document.activeElement.closest('[data-row]').dataset.row",
    )
  }

  function until(row: string) {
    return page.locator(`[data-row="${row}"] > [data-grip]:focus`).waitFor()
  }
})
