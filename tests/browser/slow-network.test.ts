import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

// What Chromium's own tools call slow 3G, with the latency of a bad day.
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }

describe('the dashboard on a slow network', () => {
  let dashboard: OpenDashboard
  let page: Page
  const skeleton = () => page.locator('main .mantine-Skeleton-root').first()

  beforeAll(async () => {
    dashboard = await openDashboard()
    const contacts = Array.from({ length: 30 }, (_, place) => ({ email: `p${place}@example.org`, tags: ['VIP'] }))
    await dashboard.client.contacts.batch({ contacts, upsert: true })
    page = await dashboard.newPage()
    // The code is there; what is slow from now on are the answers.
    for (const path of ['/tags', '/segments/new', '/contacts']) {
      await page.goto(dashboard.address + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await skeleton().waitFor({ state: 'detached' })
    }
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', SLOW)
  })
  afterAll(() => dashboard.close())

  it.each([
    ['/contacts', 'Contacts'],
    ['/tags', 'Tags'],
  ])('%s says where one is and holds its place with a skeleton until the answer is there', async (path, title) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await skeleton().waitFor()
    await page.getByText('VIP').first().waitFor()
    await skeleton().waitFor({ state: 'detached' })
  })

  it('takes every letter of a search while answers are on their way, and ends with the last', async () => {
    await page.goto(`${dashboard.address}/contacts`)
    await page.getByRole('link', { name: 'p17@example.org' }).waitFor()
    const box = page.getByLabel('Search contacts')
    await box.pressSequentially('p17@', { delay: 30 })
    expect(await box.inputValue()).toBe('p17@')
    // What was there stays in sight meanwhile.
    expect(await page.locator('tbody a').count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'p18@example.org' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'p17@example.org' }).waitFor()
    expect(await box.inputValue()).toBe('p17@')
  })

  it('says why when an answer in the middle fails, and goes on where one was when told to try again', async () => {
    const problem = { code: 'internal', detail: 'The disk is full.', help: 'Make room.', request_id: 'req_9' }
    await page.goto(`${dashboard.address}/contacts`)
    await page.getByRole('link', { name: 'p17@example.org' }).waitFor()
    await page.route('**/v1/contacts/search', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await page.getByLabel('Search contacts').fill('p18')
    await page.getByText('The disk is full.').first().waitFor()
    await page.getByText('req_9').first().waitFor()
    await page.unroute('**/v1/contacts/search')
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await page.getByRole('link', { name: 'p18@example.org' }).waitFor()
    expect(await page.getByLabel('Search contacts').inputValue()).toBe('p18')
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
