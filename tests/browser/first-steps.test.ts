import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, OWNER, openDashboard } from './open-dashboard.ts'

const CSV = `email,first_name,country,plan,tags
ada@kopi.example,Ada,ID,pro,"VIP,Customer"
budi@kopi.example,Budi,ID,free,Customer
chen@kopi.example,Chen,SG,pro,VIP
dewi@kopi.example,Dewi,ID,pro,
not-an-address,Eve,ID,pro,VIP
`

// One person's first hour, in order: each step stands on the one before.
describe('the first hour with the dashboard', () => {
  let dashboard: OpenDashboard
  let page: Page
  const open = (path: string) => page.goto(dashboard.address + path)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newStranger()
  })
  afterAll(() => dashboard.close())

  it('creates the owner with the link that the first start printed', async () => {
    await page.goto(dashboard.ownerLink)
    await page.getByLabel('Your name').fill(OWNER.name)
    await page.getByLabel('E-mail').fill(OWNER.email)
    await page.getByLabel('Password').first().fill(OWNER.password)
    await button('Create the account').click()
    await page.waitForURL('**/contacts')
    await says('There is nobody here yet')
  })

  it('signs out, asks who one is, and goes back to the page that was asked for', async () => {
    await button('Your account').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await open('/tags?q=vip')
    await page.getByLabel('E-mail').fill(OWNER.email)
    await page.getByLabel('Password').first().fill('not my password')
    await button('Sign in').click()
    await says('E-mail and password do not match an account.')
    await page.getByLabel('Password').first().fill(OWNER.password)
    await button('Sign in').click()
    await page.waitForURL('**/tags?q=vip')
  })

  it('imports a CSV: shows its head, what it would do and what it did', async () => {
    await open('/import')
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) }
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('cell', { name: 'budi@kopi.example' }).waitFor()
    await page.getByRole('link', { name: 'Map the columns' }).click()
    await button('Check the whole file').click()
    await says('4new')
    await page.getByLabel('They agreed to get mail from us').check()
    await page.getByLabel('Where they agreed').fill('At the counter')
    await button('Import 4 rows').click()
    await button('Download the 1 rejected').waitFor()
  })

  it('finds people at once, and keeps the search in the address', async () => {
    await open('/contacts')
    await page.getByRole('link', { name: 'chen@kopi.example' }).waitFor()
    await page.getByLabel('Search contacts').fill('bud')
    await page.getByRole('link', { name: 'chen@kopi.example' }).waitFor({ state: 'detached' })
    await page.waitForURL('**/contacts?q=bud')
    await page.reload()
    await page.getByRole('link', { name: 'budi@kopi.example' }).waitFor()
    expect(await page.getByRole('link', { name: '@kopi.example' }).count()).toBe(1)
  })

  it('tags the people who are ticked', async () => {
    await open('/contacts')
    await page.getByLabel('Select dewi@kopi.example').check()
    await page.getByLabel('Select budi@kopi.example').check()
    await button('Add tags').click()
    await page.getByRole('combobox', { name: 'Add tags' }).fill('met at the fair')
    await page.keyboard.press('Enter')
    await button('Add to 2 people').click()
    await says('2 changed')
    await open('/tags')
    await page.getByRole('row', { name: /met at the fair.* 2/ }).waitFor()
  })

  it('builds a segment by clicking and counts it exactly at every step', async () => {
    await open('/segments/new')
    await says('4people match')
    await addCondition('Tags')
    await says('1 condition is unfinished')
    await pick(/^Tags/, 'VIP')
    await says('2people match')
    await addCondition('Country')
    await pick(/^Country/, 'Indonesia')
    await says('1person matches')
    await says('Tags include any of "VIP" and country is "Indonesia"')
    await page.getByLabel('Name of the segment').fill('VIPs in Indonesia')
    await button('Save the segment').click()
    await page.waitForURL('**/segments/seg_*')
    await open('/segments')
    await page.getByRole('row', { name: /VIPs in Indonesia .* 1 1$/ }).waitFor()
  })

  it('widens the saved segment with a nested group, and goes back when asked', async () => {
    await page.getByRole('link', { name: 'VIPs in Indonesia' }).click()
    await button('Add group').click()
    await button('Add condition').first().click()
    await page.getByPlaceholder('Find a field').fill('plan')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page
      .getByRole('textbox', { name: /^plan/i })
      .or(page.getByRole('combobox', { name: /^plan/i }))
      .fill('free')
    await page.keyboard.press('Enter')
    await says('0people match')
    await button('Back to the saved rule').click()
    await says('1person matches')
    await button('Save the new rule').waitFor({ state: 'detached' })
  })

  it('says when, which and how often beside the question, and counts without what is not whole yet', async () => {
    await open('/segments/new')
    await addCondition('Tags')
    await pick(/^Tags/, 'VIP')
    await button('+ Put on').click()
    await says('2people match')
    await page.getByLabel('Put on, how many').fill('30')
    await says('in the last 30 days')
    await says('2people match')
    await addCondition('Segment')
    await says('1 condition is unfinished')
    await pick('Segment', 'VIPs in Indonesia')
    await says('1person matches')
    await addCondition('Event')
    await page.getByRole('combobox', { name: 'Name', exact: true }).fill('order.paid')
    await button('+ How many').click()
    await pick('How many, how it is compared', 'is at most')
    await page.getByLabel('How many is at most').fill('3')
    await says('at most 3 times')
    await says('1person matches')
    await button('+ Where').click()
    await page.getByRole('combobox', { name: 'Where, property' }).fill('amount')
    await pick('Where, how it is compared', 'is at least')
    await page.getByLabel('Where is at least').fill('100')
    await says('"amount" is at least 100')
    await button('Remove “Put on”').click()
    await page.getByText('put on in the last 30 days').first().waitFor({ state: 'detached' })
  })

  it('asks for dates by windows of the calendar, between two days and ahead', async () => {
    await open('/segments/new')
    await addCondition('Created')
    await pick('How it is compared', 'is within')
    await says('1 condition is unfinished')
    await pick('Created is within, how', 'calendar')
    await pick('Created is within, which', 'this year')
    await says('Created is this year')
    await says('4people match')
    await pick('Created is within, how', 'between')
    await page.getByLabel('Created is within, from').fill('2007-09-01')
    await says('Created is from 2007-09-01')
    await pick('Created is within, how', 'in the next')
    await page.getByLabel('Created is within, how many').fill('2')
    await pick('Created is within, counted in', 'weeks')
    await says('Created is in the next 2 weeks')
    await says('0people match')
    await pick('How it is compared', 'has its anniversary')
    await says('1 condition is unfinished')
    await pick('Created has its anniversary, when', 'today')
    await page.getByLabel('Created has its anniversary, years').fill('1')
    await says('Created has its 1st anniversary')
  })

  it('sends a campaign to exactly who it said, and shows the message in the catcher', async () => {
    await open('/campaigns/new')
    await pick('With any of these tags', 'Customer')
    await says('2people will get this')
    await page.getByLabel('Name', { exact: false }).first().fill('November news')
    await page.getByLabel('Subject').fill('Hello {{ contact.firstName }}')
    await page.getByLabel("Sender's address").fill('hello@kopi.example')
    await button('Save the draft').click()
    await page.waitForURL('**/campaigns/cmp_*')
    await button('Send to 2 people').click()
    await button('Yes, send to 2 people').click()
    await says('2sent, of 2 people in the audience')
    await open('/mail')
    await page.getByText('budi@kopi.example').click()
    const body = page.frameLocator('iframe[title="Message: Hello Budi"]')
    await body.getByText('Hello Budi,').waitFor()
    await body.getByRole('link', { name: 'Unsubscribe' }).waitFor()
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })

  async function addCondition(subject: string) {
    await button('Add condition').click()
    await page.getByPlaceholder('Find a field').fill(subject)
    await page.getByRole('option', { name: subject, exact: true }).click()
  }

  async function pick(label: string | RegExp, option: string) {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).first().click()
    await page.keyboard.press('Escape')
  }
})

describe('a project without people', () => {
  it('offers three first steps, and shows who is sent by a call without being asked again', async () => {
    const dashboard = await openDashboard()
    try {
      const page = await dashboard.newPage()
      await page.goto(`${dashboard.address}/contacts`)
      await page.getByRole('link', { name: 'Import a CSV' }).waitFor()
      await page.getByText(`curl -sS ${dashboard.address}/v1/contacts`).waitFor()
      await page.getByText(/Listening:/).waitFor()
      await dashboard.client.contacts.create({ email: 'first@example.org', tags: ['First'] })
      await page.getByRole('link', { name: 'first@example.org' }).waitFor()
      expect(dashboard.troubles).toEqual([])
    } finally {
      await dashboard.close()
    }
  })
})
