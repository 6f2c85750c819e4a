import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

describe('tags', () => {
  let dashboard: OpenDashboard
  let page: Page
  const open = (path: string) => page.goto(dashboard.address + path)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()

  beforeAll(async () => {
    dashboard = await openDashboard()
    const { client } = dashboard
    await client.contacts.batch({
      upsert: true,
      contacts: [
        { email: 'a@tags.example', tags: ['VIP', 'source:webinar'] },
        { email: 'b@tags.example', tags: ['VIP', 'VIPs'] },
        { email: 'c@tags.example', tags: ['VIPs', 'source:expo'] },
      ],
    })
    await client.tags.create({ name: 'Nobody' })
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['VIPs'] }] }
    await client.segments.create({ name: 'Important', kind: 'dynamic', filters })
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('stand in a table or a grid, those that begin alike together, and the address knows which', async () => {
    await open('/tags')
    await page
      .getByRole('table', { name: 'Tags of source' })
      .getByRole('link', { name: 'source:webinar', exact: true })
      .waitFor()
    await page.getByText('Grid', { exact: true }).click()
    await page.waitForURL('**/tags?as=grid')
    await page.getByRole('list', { name: 'Tags of source' }).waitFor()
  })

  it('that nearly exist are not made again unawares', async () => {
    await open('/tags')
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Name' }).fill('v-i-p')
    await button(/Use “VIP”/).waitFor()
    await button('Create it anyway').waitFor()
    await page.keyboard.press('Escape')
  })

  it('are merged by keyboard after saying what follows, and the rule follows', async () => {
    await open('/tags?sort=name')
    await page.getByRole('link', { name: 'VIPs', exact: true }).focus()
    await page.keyboard.press('m')
    await page.getByRole('combobox', { name: 'Merge it into' }).click()
    await page.getByRole('option', { name: /^VIP ?2/ }).click()
    await says('“VIP” afterwards')
    await says('carry both')
    await page.getByRole('link', { name: 'Important' }).waitFor()
    await button('Merge into “VIP”').click()
    await says('“VIPs” became “VIP”.')
    expect((await dashboard.client.tags.get('VIP')).contactCount).toBe(3)
  })

  it('that were merged come apart again from the notice, and later from the page that tidies up', async () => {
    const { client } = dashboard
    const [{ id } = { id: '' }] = (await client.tags.gone()).data
    await button('Undo').click()
    await until(
      () => client.tags.list({ q: 'VIPs' }),
      ({ data }) => data[0]?.contactCount === 2 && data[0].useCount === 1,
    )
    await client.tags.merge(id, { into: 'VIP' })
    await open('/tags/audit')
    await says('“VIPs” became “VIP”')
    await button('Bring back VIPs').click()
    await page.getByRole('link', { name: 'VIPs', exact: true }).waitFor()
    expect((await client.tags.uses(id)).data.map(({ name }) => name)).toEqual(['Important'])
    await client.tags.merge(id, { into: 'VIP' })
  })

  it('say where they are used, and wear their colour wherever they are named', async () => {
    const { client } = dashboard
    await client.tags.update('source:expo', { color: '#c0392b' })
    await open('/tags?sort=uses&direction=desc')
    await button('VIP is used in 1 place').click()
    await page.getByRole('dialog').getByRole('link', { name: 'Important' }).waitFor()
    await open('/contacts')
    await page.getByTitle('source:expo', { exact: true }).locator('[data-tag-color="#c0392b"]').waitFor()
    const { data } = await client.contacts.list({ q: 'c@tags.example' })
    await open(`/contacts/${data[0]?.id}`)
    await page.getByTitle('source:expo', { exact: true }).locator('[data-tag-color="#c0392b"]').waitFor()
  })

  it('that are used are not deleted, and it is said what to do instead', async () => {
    const { id } = await dashboard.client.tags.get('VIP')
    await open(`/tags/${id}`)
    await page.getByRole('heading', { name: 'VIP', level: 1 }).waitFor()
    await says('through the API')
    await page.keyboard.press('d')
    await says(/used in 1 place, so it cannot go yet/)
    await button('Merge instead').waitFor()
    await page.keyboard.press('Escape')
  })

  it('that are nearly the same are merged, but for those that one knows to be others', async () => {
    const { client } = dashboard
    for (const name of ['Beta user', 'beta-user', 'betauser']) await client.tags.create({ name, allowSimilar: true })
    await open('/tags/audit')
    await page.getByRole('checkbox', { name: 'Merge betauser' }).uncheck()
    await button(/^Merge into “[Bb]eta.user”/).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Merge into/ })
      .click()
    await says(/[Bb]eta.user” became/)
    const { data } = await client.tags.list({ q: 'beta' })
    expect(data).toHaveLength(2)
    expect(data.map(({ name }) => name)).toContain('betauser')
    // Who was left out is not asked about again.
    const kept = page.getByRole('region', { name: 'Kept apart' })
    await kept.getByRole('link', { name: 'betauser', exact: true }).waitFor()
    await page.reload()
    await kept.getByRole('button', { name: 'Compare them again' }).click()
    await button('Keep apart').click()
    await says('They are kept apart.')
    await kept.getByRole('link', { name: 'betauser', exact: true }).waitFor()
  })

  it('are all there when they are more than fit on many pages, and sorted over all of them', async () => {
    const { client } = dashboard
    const names = Array.from({ length: 2_500 }, (_, place) => `many ${String(place + 1).padStart(4, '0')}`)
    for (let start = 0; start < names.length; start += 500) {
      await client.contacts.addTags('a@tags.example', { tags: names.slice(start, start + 500) })
    }
    await open('/tags?q=many&direction=desc')
    await page.getByRole('link', { name: 'many 2500', exact: true }).waitFor()
    expect(await page.getByRole('table', { name: 'Tags' }).getAttribute('aria-rowcount')).toBe('2501')
    await open('/tags?q=many&direction=desc&as=grid')
    await page.getByRole('link', { name: 'many 2381', exact: true }).waitFor()
    await page.getByRole('link', { name: 'many 2381', exact: true }).scrollIntoViewIfNeeded()
    await page.getByRole('link', { name: 'many 2261', exact: true }).waitFor()
  })

  it('that could not be deleted are said, and those that somebody else deleted are done', async () => {
    const { client } = dashboard
    const [stuck, gone, free] = await Promise.all(
      ['x:stuck', 'x:gone', 'x:free'].map((name) => client.tags.create({ name })),
    )
    await open('/tags')
    for (const name of ['x:stuck', 'x:gone', 'x:free']) await page.getByLabel(`Select ${name}`).check()
    await page.route(`**/v1/tags/${stuck?.id}`, (route) => route.abort())
    await button('Delete').click()
    await button('Delete 3 tags').waitFor()
    await client.tags.delete(gone?.id ?? '')
    await button('Delete 3 tags').click()
    await says('2 tags are deleted. This one is left:')
    expect((await client.tags.list({ q: 'x:' })).data.map(({ id }) => id)).toEqual([stuck?.id])
    expect(free).toBeDefined()
    await page.unroute(`**/v1/tags/${stuck?.id}`)
    await button('Delete the tag').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await client.tags.list({ q: 'x:' })).data).toEqual([])
  })

  it('that nobody uses are found and deleted, and come back when that is undone', async () => {
    await open('/tags/audit')
    await page.getByLabel('Nobody').check()
    await button('Delete 1 tag').click()
    await button('Delete the tag').click()
    await says('Deleted the tag.')
    await button('Undo').click()
    await until(
      () => dashboard.client.tags.list({ q: 'Nobody' }),
      ({ data }) => data.length === 1,
    )
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
