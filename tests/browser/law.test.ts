import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const LIST = 'email,reason,note\none@example.org,bounce,From before\ntwo@example.org,,\nnobody,,\n'
const RECORD = { type: 'CNAME', name: 'click.example.org', value: 'rollcall.example' }

describe('what the law asks for', () => {
  let dashboard: OpenDashboard
  let page: Page
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click()
    await page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
  }
  const listed = async () =>
    (await dashboard.client.suppressions.list()).data
      .map(({ email, reason, note, marketingOnly }) => [email, reason, note, marketingOnly])
      .toSorted()
  const saved = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()])
    return readFile(await download.path(), 'utf8')
  }
  const ONE = ['one@example.org', 'bounce', 'From before', false]
  const TWO = ['two@example.org', 'manual', 'Old tool', false]

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('brings a list of addresses in: says first what would be added and what cannot be taken', async () => {
    await open('/suppressions')
    await button('Import').click()
    await page.waitForURL('**/suppressions?import=true')
    await page.getByRole('textbox', { name: 'Addresses' }).fill(LIST)
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Old tool')
    await button('See what would be added').click()
    await page.getByRole('table', { name: 'Rows that cannot be taken' }).getByText('This is not an e-mail').waitFor()
    expect(await listed()).toEqual([])
    await button('Put 2 addresses on the list').click()
    await says('2 addresses are on the list now.')
    expect(await listed()).toEqual([ONE, TWO])
  })

  it('shows one reason alone, in the address, and saves what is shown', async () => {
    await choose('Reason', 'Bounced')
    await page.waitForURL('**/suppressions?reason=bounce')
    await button('two@example.org').waitFor({ state: 'detached' })
    const file = await saved(() => button('Export these').click())
    expect(file).toContain('one@example.org,bounce,false,From before')
    expect(file).not.toContain('two@example.org')
    await page.reload()
    await button('one@example.org').waitFor()
    await choose('Reason', 'Erased')
    await says('Nobody for this reason')
  })

  it('changes an entry where it stands, with the way back', async () => {
    await open('/suppressions')
    const row = page.getByRole('row').filter({ hasText: 'two@example.org' })
    await row.getByLabel('Marketing only: two@example.org').press('Space')
    await expect.poll(listed).toContainEqual(['two@example.org', 'manual', 'Old tool', true])
    await row.getByRole('button', { name: 'Edit the note of two@example.org: Old tool' }).press('Enter')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Asked by phone')
    await page.keyboard.press('Enter')
    await expect.poll(listed).toContainEqual(['two@example.org', 'manual', 'Asked by phone', true])
    await row.getByRole('button', { name: /Asked by phone/ }).waitFor()
    await row.getByLabel('Marketing only: two@example.org').press('Space')
    await expect.poll(listed).toContainEqual(['two@example.org', 'manual', 'Asked by phone', false])
  })

  it('takes many off together, and puts them back', async () => {
    await page.getByLabel('Select all that are shown').press('Space')
    await page.getByRole('toolbar').getByText('2 addresses selected').waitFor()
    // By keyboard: the notice of the change before may lie over the bar.
    await button('Take off the list').press('Enter')
    await button('Take 2 addresses off').press('Enter')
    await expect.poll(listed).toEqual([])
    await says('2 entries are off the suppression list.')
    await page.keyboard.press('z')
    await expect.poll(listed).toEqual([ONE, ['two@example.org', 'manual', 'Asked by phone', false]])
  })

  it('keeps marketing and transactional mail on domains of their own, with bounces elsewhere', async () => {
    const { client } = dashboard
    await client.domains.create({ domain: 'news.example.org' })
    await client.domains.create({ domain: 'notify.example.org' })
    await open('/settings/domains')
    await choose('Marketing comes from', 'news.example.org')
    await expect.poll(async () => (await client.project.get()).streams.marketing).toBe('news.example.org')
    await choose('Transactional mail comes from', 'notify.example.org')
    await expect.poll(async () => (await client.project.get()).streams.transactional).toBe('notify.example.org')
    await choose('Marketing comes from', 'Any domain')
    await expect.poll(async () => (await client.project.get()).streams.marketing).toBeNull()
    await button('news.example.org').click()
    const form = page.getByRole('form', { name: 'Bounces and reports' })
    await form.getByLabel('Return path').fill('elsewhere.example')
    await page.keyboard.press('Enter')
    await form.getByText(/neither below nor above/).waitFor()
    await form.getByLabel('Return path').fill('bounce.news.example.org')
    await page.keyboard.press('Enter')
    const spf = page.getByRole('region', { name: 'Who may send (SPF)' })
    await spf.getByText('bounce.news.example.org', { exact: true }).waitFor()
  })

  it('says which record leads links through a host of their own, and what was found of it', async () => {
    await open('/settings/domains')
    const form = page.getByRole('form', { name: 'Host for links' })
    await form.getByLabel('Host for links').fill('click.example.org')
    await page.keyboard.press('Enter')
    await form.getByText(/set ROLLCALL_PUBLIC_URL/).waitFor()
    // Here the product is at an address without a name, so what the server would say is put in.
    const found = { found: [], verifiedAt: null, checkedAt: null, linksBeginWith: 'https://rollcall.example' }
    let status = 'unchecked'
    const answer = () => ({
      ...found,
      host: RECORD.name,
      record: RECORD,
      status,
      detail: null,
      verified: status === 'ok',
    })
    await page.route('**/v1/tracking-host', (route) => route.fulfill({ json: answer() }))
    await page.route('**/v1/tracking-host/check', (route) => {
      status = 'ok'
      return route.fulfill({ json: answer() })
    })
    await open('/settings/domains')
    const record = page.getByRole('region', { name: 'Where the host leads (CNAME)' })
    await record.getByText('Not checked yet').waitFor()
    await record.getByText('rollcall.example', { exact: true }).waitFor()
    await button('Check the host now').click()
    await record.getByText('Set', { exact: true }).waitFor()
    await says('New messages use the host.')
    await page.unrouteAll()
  })

  it('tells a person all that is known, and erases them with a receipt that names nobody', async () => {
    const { client } = dashboard
    const { id } = await client.contacts.create({ email: 'grace@example.org', firstName: 'Grace' })
    await client.views.create({
      name: 'Just Grace',
      filters: { conditions: [{ type: 'field', field: 'email', op: 'is', values: ['grace@example.org'] }] },
    })
    await open(`/contacts/${id}`)
    await page.getByRole('link', { name: 'Privacy' }).click()
    const known = await saved(() => button('Download what is known').click())
    expect(JSON.parse(known)).toMatchObject({ contacts: [{ email: 'grace@example.org', firstName: 'Grace' }] })
    const confirm = page.getByLabel('Type grace@example.org to confirm')
    await confirm.fill('grace')
    expect(await button('Erase them for good').isDisabled()).toBe(true)
    await confirm.fill('Grace@example.org')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'They are erased' }).waitFor()
    await page.getByRole('link', { name: 'Just Grace' }).waitFor()
    const receipt = await saved(() => button('Save the receipt').click())
    expect(JSON.parse(receipt)).toMatchObject({ receipt: expect.stringMatching(/^era_/), contacts: 1, addresses: 1 })
    await page.getByRole('link', { name: 'See it in the audit log' }).click()
    await says('a person')
    await expect.poll(async () => (await client.suppressions.summary()).erasedPeople).toBe(1)
    expect(dashboard.troubles).toEqual([])
  })
})
