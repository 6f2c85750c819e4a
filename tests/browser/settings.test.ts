import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenDashboard, OWNER, openDashboard } from './open-dashboard.ts'

describe('the settings', () => {
  let dashboard: OpenDashboard
  let page: Page
  const open = async (path: string) => {
    await page.goto(dashboard.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const input = (label: string) => page.locator('input').and(page.getByLabel(label))
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const choose = async (label: string, option: string) => {
    await page.getByLabel(label, { exact: true }).first().click()
    await page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
  })
  afterAll(() => dashboard.close())

  it('open at the project, lead on by a list, and are found in the palette', async () => {
    await open('/settings')
    await page.waitForURL('**/settings/project')
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Topics' }).click()
    await page.getByRole('heading', { name: 'Topics', level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill('audit')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/settings/audit')
  })

  it('lead on by a choice on a phone', async () => {
    const phone = await dashboard.newPage({ viewport: { width: 375, height: 812 } })
    await phone.goto(`${dashboard.address}/settings/project`)
    await phone.getByLabel('Part of the settings').first().click()
    await phone.getByRole('option', { name: 'People and roles' }).click()
    await phone.waitForURL('**/settings/people')
  })

  it('load the demo into a project without people, mark it on every page, and lead back out of it', async () => {
    await page.route('**/v1/demo', (route) =>
      route.request().method() === 'POST' ? route.continue({ postData: '{"contacts":100}' }) : route.continue(),
    )
    await open('/contacts')
    await page.getByRole('link', { name: 'Look around with demo data' }).click()
    await button('Load the demo').click()
    await says('100 contacts, 17 segments and 17 tags are here.')
    await open('/tags')
    await page.getByRole('status', { name: 'Status' }).getByText('Demo data').waitFor()
    await page.getByRole('link', { name: 'Remove it' }).click()
    await button('Remove the demo data').click()
    await button('Remove them').click()
    await button('Load the demo').waitFor()
    await page.getByRole('link', { name: 'Remove it' }).waitFor({ state: 'detached' })
    const { id } = await dashboard.client.contacts.create({ email: 'ada@example.org' })
    await open('/settings/project')
    await says('this one has 1 person.')
    expect(await button('Load the demo').count()).toBe(0)
    await dashboard.client.contacts.delete(id)
    await page.unroute('**/v1/demo')
  })

  it('say what another time zone will do, save it, and take it back', async () => {
    await open('/settings/project')
    await input('Time zone').fill('tokyo')
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
    await says(/counted anew/)
    await button('Save').click()
    await says('Saved.')
    expect((await dashboard.client.project.get()).timezone).toBe('Asia/Tokyo')
    await button('Undo').click()
    await expect.poll(async () => (await dashboard.client.project.get()).timezone).toBe('UTC')
  })

  it('invite somebody by a link that works, change what they may do, and remove them', async () => {
    await open('/settings/people')
    await input('Invite somebody').fill('grace@example.org')
    await button('Make a link').click()
    const link = await page.locator('code').getByText('/claim#token=').textContent()
    const stranger = await dashboard.newStranger()
    await stranger.goto(link ?? '')
    await stranger.getByLabel('Your name').fill('Grace Hopper')
    await stranger.getByLabel('E-mail').fill('eve@example.org')
    await stranger.getByLabel('Password').first().fill('a long enough password')
    await stranger.getByRole('button', { name: 'Create the account' }).click()
    await stranger.getByText('This invitation is not for eve@example.org.').waitFor()
    await stranger.getByLabel('E-mail').fill('grace@example.org')
    await stranger.getByRole('button', { name: 'Create the account' }).click()
    await stranger.waitForURL('**/contacts')
    await stranger.goto(`${dashboard.address}/settings/people`)
    await stranger.getByText('Grace Hopper').first().waitFor()
    expect(await stranger.getByRole('button', { name: 'Remove' }).count()).toBe(0)
    expect(await stranger.getByRole('link', { name: 'API keys' }).count()).toBe(0)

    const late = await dashboard.newStranger()
    await late.goto(link ?? '')
    await late.getByLabel('E-mail').fill('late@example.org')
    await late.getByLabel('Password').first().fill('a long enough password')
    await late.getByRole('button', { name: 'Create the account' }).click()
    await late.getByText('This one-time link was used or has expired.').waitFor()

    await page.reload()
    await choose('Role of Grace Hopper', 'Viewer')
    await says('Grace Hopper is now viewer.')
    await button('Remove').click()
    await button('Remove them').click()
    await page.getByText('grace@example.org').waitFor({ state: 'detached' })
    await stranger.goto(`${dashboard.address}/contacts`)
    await stranger.waitForURL('**/sign-in*')
  })

  it('make a key that is shown once, rotate it with an overlap, and revoke it', async () => {
    await open('/settings/keys')
    await page.getByLabel('What it is for').fill('Shop')
    await choose('It may', 'Read only')
    await choose('It works', '30 days')
    await button('Create the key').click()
    const token =
      (await page
        .locator('code')
        .getByText(/^rk_\S{40,}$/)
        .textContent()) ?? ''
    await says(`Authorization: Bearer ${token}`)
    const [made] = (await dashboard.client.keys.list()).data
    expect(made).toMatchObject({
      name: 'Shop',
      createdByName: OWNER.name,
      hint: expect.stringContaining(token.slice(-4)),
    })
    await page.reload()
    await says('Read only')
    expect(await page.getByText(token).count()).toBe(0)
    await button('Rotate').first().click()
    await choose('What happens to the old key', 'works for another hour')
    await button('Make the new key').click()
    await page
      .locator('code')
      .getByText(/^rk_\S{40,}$/)
      .waitFor()
    expect((await dashboard.client.keys.list()).data.filter(({ name }) => name === 'Shop')).toHaveLength(2)
    await button('Revoke').first().click()
    await button('Revoke the key').click()
    await expect
      .poll(async () => (await dashboard.client.keys.list()).data.filter(({ name }) => name === 'Shop').length)
      .toBe(1)
  })

  it('make a field by keyboard, and say what another type would lose before it changes', async () => {
    await open('/settings/fields')
    await says('There are no custom fields yet')
    await page.keyboard.press('n')
    await page.getByLabel('Name').first().fill('Shoe size')
    await page.keyboard.press('Enter')
    await button('Shoe size').waitFor()
    for (const [n, size] of ['41', '42', 'large'].entries())
      await dashboard.client.contacts.create({ email: `size${n}@example.org`, fields: { shoe_size: size } })
    await page.reload()
    await button('Shoe size').click()
    await says('3 people have it')
    await choose('Type', 'Number')
    await says(/1 person has a value that is not “Number”, such as “large”/)
    expect(await button('Change the type').isDisabled()).toBe(true)
    await dashboard.client.contacts.update('size2@example.org', { fields: { shoe_size: '43' } })
    await choose('Type', 'Text')
    await choose('Type', 'Number')
    await says(/3 values can be read as “Number”/)
    await button('Change the type').click()
    await expect.poll(async () => (await dashboard.client.fields.get('shoe_size')).type).toBe('number')
  })

  it('keep a field that something uses, and say what does', async () => {
    const filters = { conditions: [{ type: 'field', field: 'shoe_size', op: 'is_not_empty' }] }
    const { id } = await dashboard.client.segments.create({ name: 'Big feet', kind: 'dynamic', filters })
    await open('/settings/fields?field=shoe_size')
    await page.getByRole('list', { name: 'Used by' }).getByRole('link', { name: 'Big feet' }).waitFor()
    await says('It cannot be deleted while something uses it.')
    await dashboard.client.segments.delete(id)
    await page.reload()
    await button('Delete the field').click()
    await says('3 values would be gone for good.')
    await button('Delete the field').click()
    await says('There are no custom fields yet')
  })

  it('make topics, put them in order, and change one', async () => {
    await open('/settings/topics?new=true')
    for (const name of ['News', 'Offers']) {
      await page.getByLabel('Name').first().fill(name)
      await button('Create the topic').click()
      await button(`Move ${name} up`).waitFor()
      await button('New topic').click()
    }
    await button('Not now').click()
    await button('Move Offers up').click()
    const names = async () => (await dashboard.client.topics.list()).data.map(({ name }) => name)
    await expect.poll(names).toEqual(['Offers', 'News'])
    await button('News')
      .and(page.getByText('News', { exact: true }))
      .click()
    await page.getByText('get it until they say no').click()
    await button('Save').click()
    await says('3 people are subscribed')
    await page.reload()
    await button('Delete the topic').click()
    await button('Delete the topic').click()
    await expect.poll(names).toEqual(['Offers'])
  })

  it('tell who changed what, filter it in the address, and undo', async () => {
    const tag = await dashboard.client.tags.create({ name: 'VIP' })
    await dashboard.client.tags.update(tag.id, { name: 'Very important' })
    await open('/settings/audit')
    await says('created the topic')
    await choose('What was changed', 'tag')
    await page.waitForURL('**/settings/audit?kind=tag')
    const changed = page.getByRole('article').filter({ hasText: 'changed the tag' })
    await changed.getByText('VIP', { exact: true }).waitFor()
    await changed.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await dashboard.client.tags.get(tag.id)).name).toBe('VIP')
    await page.getByLabel('Search by name').fill('no such name')
    await says('No change matches')
  })

  it('change one’s name and password, and sign out everywhere', async () => {
    await open('/settings/account')
    await page.getByLabel('Your name').fill('Ada L.')
    await button('Save').click()
    await page.getByRole('button', { name: 'Your account: Ada L.' }).waitFor()
    await page.getByLabel('Present password').first().fill('not my password')
    await page.getByLabel('New password').first().fill('another long password')
    await button('Change the password').click()
    await says(/is not your present password/)
    await page.getByLabel('Present password').first().fill(OWNER.password)
    await button('Change the password').click()
    await says(/Every other browser was signed out/)
    await button('Sign out everywhere').click()
    await button('Sign out everywhere').click()
    await page.waitForURL('**/sign-in')
    await page.getByLabel('E-mail').fill(OWNER.email)
    await page.getByLabel('Password').first().fill('another long password')
    await button('Sign in').click()
    await page.waitForURL('**/contacts')
  })

  it('say at the sign-in that there were too many attempts, and that the server is slow', async () => {
    const stranger = await dashboard.newStranger()
    const refusal = { code: 'too_many_requests', detail: 'Too many attempts. Try again in 42 seconds.', help: 'Wait.' }
    await stranger.route('**/v1/session', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify(refusal) })
        : route.continue(),
    )
    await stranger.goto(`${dashboard.address}/sign-in`)
    const signIn = async () => {
      await stranger.getByLabel('E-mail').fill(OWNER.email)
      await stranger.getByLabel('Password').first().fill('x')
      await stranger.getByRole('button', { name: 'Sign in' }).click()
    }
    await signIn()
    await stranger.getByText('Try again in 42 seconds').waitFor()
    await stranger.unroute('**/v1/session')
    await stranger.route('**/v1/session', () => {})
    await signIn()
    await stranger.getByText('takes longer than usual').waitFor()
  })

  it('tell in the sidebar how the server is', async () => {
    await open('/settings/project')
    await button('Details of the status').focus()
    await page.keyboard.press('Enter')
    for (const fact of ['Audience index', 'Messages waiting', 'Sent in the last minute', 'Disk free', 'PostgreSQL'])
      await says(fact)
    await page.keyboard.press('Escape')
    await page.getByText('Disk free').waitFor({ state: 'detached' })
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})
