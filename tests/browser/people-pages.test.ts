import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const LONG = 'a-very-long-name-without-any-place-to-break-'.repeat(4)
const SERIOUS = `axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`
const NARROW = { width: 375, height: 812 }

let dashboard: OpenDashboard
let form = ''
beforeAll(async () => {
  dashboard = await openDashboard()
  const { client } = dashboard
  await client.project.update({
    fromName: 'Quiet Summit',
    fromEmail: 'news@example.org',
    branding: { color: '#1f3d2f' },
  })
  await client.topics.create({ name: 'The Trail Letter', description: 'Every other Friday', default: 'opt_in' })
  await client.topics.create({ name: LONG, default: 'opt_out', displayOrder: 1 })
  await client.fields.create({ key: 'boots', name: 'Boots', type: 'select', options: ['37', '38'] })
  await client.fields.create({ key: 'guide', name: 'Guide', type: 'boolean' })
  form = (
    await client.forms.create({
      name: 'Footer',
      title: 'Letters from the mountains',
      text: 'We write twice a month.\n\nYou can leave at any time.',
      fields: [
        { field: 'firstName', label: 'First name', required: true },
        { field: 'fields.boots', label: 'Size of your boots' },
        { field: 'fields.guide', label: 'I am a guide' },
      ],
      topics: ['The Trail Letter', LONG],
    })
  ).url
})
afterAll(() => dashboard.close())

async function person(email: string, given: object = {}): Promise<string> {
  const { id } = await dashboard.client.contacts.create({ email, firstName: 'Ada', ...given })
  return (await dashboard.client.contacts.preferencesLink(id)).url
}

const withoutScripts = { javaScriptEnabled: false }

async function press(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click()
}

it('lets somebody choose, pause, leave and take it back, without scripts', async () => {
  const page = await dashboard.newStranger(withoutScripts)
  await page.goto(await person('chooser@example.org'))
  await page.getByLabel('The Trail Letter').uncheck()
  await page.getByLabel('First name').fill('Grace <b>')
  await page.getByLabel('Language').selectOption('Deutsch')
  await press(page, 'Save')
  await page.getByText('Sie bekommen „The Trail Letter“ nicht mehr.').waitFor()
  await page.getByText('Ihr Vorname ist Grace <b>.').waitFor()
  await press(page, 'Rückgängig')
  await page.getByText('You now get “The Trail Letter”.').waitFor()
  await press(page, 'Pause for 30 days')
  await press(page, 'End the pause now')
  await press(page, 'Unsubscribe from everything')
  await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
  await press(page, 'Undo')
  await page.getByRole('heading', { name: 'What you get' }).waitFor()
  expect(await dashboard.client.contacts.get('chooser@example.org')).toMatchObject({
    status: 'subscribed',
    firstName: 'Ada',
    language: null,
  })
})

it('lets somebody subscribe and confirm by keyboard alone, without scripts', async () => {
  const page = await dashboard.newStranger(withoutScripts)
  await page.goto(form)
  await page.keyboard.press('Tab')
  await page.keyboard.type('new@example.org')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Grace')
  await page.waitForTimeout(2_100)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Almost done' }).waitFor()
  const { client } = dashboard
  const { data } = await until(
    () => client.catcher.list({ q: 'new@example.org' }),
    (list) => list.data.length > 0,
  )
  const { text } = await client.catcher.get(data[0]?.id ?? '')
  await page.goto(/http:\S+\/confirm\/\S+/.exec(text ?? '')?.[0] ?? '')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'You are subscribed' }).waitFor()
  expect(await client.contacts.get('new@example.org')).toMatchObject({ status: 'subscribed', firstName: 'Grace' })
})

it('works in a page of somebody’s own with one click, by its script', async () => {
  const page = await dashboard.newStranger()
  const made = await dashboard.client.forms.create({ name: 'Embedded', title: 'News', doubleOptIn: false })
  await page.route('**/shop.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Shop</title>${made.embed.html}` }),
  )
  await page.goto(`${dashboard.address}/shop.html`)
  await page.locator('input[name=ticket]').waitFor({ state: 'attached' })
  await page.getByLabel('E-mail address').fill('shopper@example.org')
  await page.waitForTimeout(2_100)
  await press(page, 'Subscribe')
  await page.getByText('You are subscribed.').waitFor()
})

it('fits a phone, is readable in both schemes, and gives axe nothing serious to find', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const faintTexts = await readFile(new URL('faint-texts.js', import.meta.url), 'utf8')
  const page = await dashboard.newStranger()
  const found: string[] = []
  const look = async (name: string) => {
    await page.evaluate(axe)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const findings = [...(await page.evaluate<string[]>(SERIOUS)), ...(await page.evaluate<string[]>(faintTexts))]
      found.push(...findings.map((finding) => `${name}, ${colorScheme}: ${finding}`))
    }
    await page.setViewportSize(NARROW)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    if (over > 0) found.push(`${name} is ${over} px too wide`)
    await page.setViewportSize({ width: 1280, height: 860 })
  }
  for (const color of ['#1f3d2f', '#ffe14d', '#ffffff', '#000000']) {
    await dashboard.client.project.update({ branding: { color } })
    await page.goto(await person(`look-${color.slice(1)}@example.org`, { firstName: LONG }))
    await look(`preferences, ${color}`)
    await page.getByLabel('The Trail Letter').uncheck()
    await press(page, 'Save')
    await look(`saved, ${color}`)
  }
  await page.getByLabel('New e-mail address').fill('look-ffffff@example')
  await press(page, 'Change address')
  await look('refused')
  await press(page, 'Unsubscribe from everything')
  await look('left')
  await page.goto(form)
  await look('form')
  await page.getByLabel('E-mail address').fill(`${LONG.slice(0, 60)}@example.org`)
  await page.getByLabel('First name').fill(LONG)
  await press(page, 'Subscribe')
  await look('form, again')
  expect(found).toEqual([])
}, 120_000)
