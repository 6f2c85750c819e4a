import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

let dashboard: OpenDashboard
let page: Page
beforeAll(async () => {
  dashboard = await openDashboard()
  page = await dashboard.newPage()
  const names = ['ada', 'bob', 'eve']
  await dashboard.client.contacts.batch({ contacts: names.map((name) => ({ email: `${name}@example.org` })) })
  const at = new Date(Date.now() - 3 * 86_400_000).toISOString()
  await dashboard.client.events.create({ events: [{ contact: 'bob@example.org', name: 'email.opened', at }] })
})
afterAll(() => dashboard.close())

it('shows when somebody last opened a message, sorts by it, and keeps that in the address', async () => {
  await page.goto(`${dashboard.address}/contacts`)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabel('Find a column').fill('last')
  await page.getByLabel('Last opened', { exact: true }).check()
  await page.keyboard.press('Escape')
  const first = page.getByRole('table', { name: 'Contacts' }).getByRole('row').nth(1)
  for (const times of [1, 2]) {
    await page.getByRole('button', { name: 'Last opened', exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('direction') === (times === 1 ? 'asc' : 'desc'))
    await first.getByRole('link', { name: 'bob@example.org' }).waitFor()
  }
  await page.reload()
  await first.getByRole('link', { name: 'bob@example.org' }).waitFor()
  expect(await first.getByText('3 days ago').count()).toBe(1)
})
