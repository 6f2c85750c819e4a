import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const CROWD = 700

let dashboard: OpenDashboard
let page: Page
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const column = (name: string) => page.locator(`[data-column][aria-label="${name}"]`)
const card = (of: string, name: string) => column(of).getByRole('button', { name, exact: true })
const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const menuOf = (name: string) => button(`More for ${name}`)
const choose = (name: string) => page.getByRole('menuitem', { name, exact: true }).click()
const open = async (path: string) => {
  await page.goto(dashboard.address + path)
  await page.locator('[data-card]').first().waitFor()
}
const isFocused = (place: Locator) => place.evaluate((element) => element.matches(':focus'))

beforeAll(async () => {
  dashboard = await openDashboard()
  page = await dashboard.newPage()
  const people = [
    { name: 'Ada', funnel: 'aware', tags: ['Expo'] },
    { name: 'Bob', funnel: 'aware', tags: ['Expo'] },
    { name: 'Cleo', funnel: 'customer', lost: true },
    { name: 'Dora', tags: ['Expo'] },
  ]
  const contacts = people.map((person) => ({ ...person, email: `${person.name.toLowerCase()}@example.org` }))
  const crowd = Array.from({ length: CROWD }, (_, place) => ({
    ...{ email: `crowd${place}@example.org`, name: `Crowd ${String(place).padStart(3, '0')}`, funnel: 'promoter' },
  }))
  await dashboard.client.contacts.batch({ contacts: [...crowd, ...contacts] })
})
afterAll(async () => {
  expect(dashboard.troubles).toEqual([])
  await dashboard.close()
})

describe('the funnel', () => {
  const stageOf = async (name: string) => {
    const { funnel, lost } = await dashboard.client.contacts.get(`${name}@example.org`)
    return [funnel, lost]
  }

  it('is in the sidebar, and shows each stage with its people, how many they are, and who is lost', async () => {
    await page.goto(`${dashboard.address}/contacts`)
    await page.getByRole('link', { name: 'Funnel', exact: true }).click()
    await card('Aware', 'Ada').waitFor()
    await column('Aware').getByText('2', { exact: true }).waitFor()
    await column('Promoter').getByText(String(CROWD), { exact: true }).waitFor()
    await column('Customer').getByText('1 lost').waitFor()
    await column('Customer').getByText('Lost just now').waitFor()
    await column('Engaged').getByText('Nobody is here.').waitFor()
    await says('704 people, 1 lost')
  })

  it('is narrowed by search, tag and the lost mark, and the address keeps it', async () => {
    const { id } = await dashboard.client.tags.get('Expo')
    await open('/funnel')
    await page.getByRole('combobox', { name: 'Only people with the tag' }).click()
    await page.getByRole('option', { name: /Expo/ }).click()
    await page.waitForURL((url) => url.searchParams.get('tag') === id)
    await page.keyboard.press('Escape')
    await says('3 people.')
    await page.getByLabel('Search people').fill('bob')
    await says('1 person.')
    await page.reload()
    await card('Aware', 'Bob').waitFor()
    expect(await page.locator('[data-card]').count()).toBe(1)
    await open('/funnel?lost=only')
    await card('Customer', 'Cleo').waitFor()
    await column('Aware').getByText('0', { exact: true }).waitFor()
    await says('1 person, 1 lost')
    expect(await page.locator('[data-card]').count()).toBe(1)
  })

  it('moves a person by drag, at once, and back', async () => {
    await open('/funnel')
    await card('Aware', 'Ada').dragTo(column('Engaged'))
    await card('Engaged', 'Ada').waitFor()
    await column('Aware').getByText('1', { exact: true }).waitFor()
    await says('Ada moved to Engaged.')
    await until(
      () => stageOf('ada'),
      ([stage]) => stage === 'engaged',
    )
    await button('Undo').click()
    await card('Aware', 'Ada').waitFor()
    expect(await stageOf('ada')).toEqual(['aware', false])
  })

  it('moves a person by keys alone, says each step, and keeps the keyboard with them', async () => {
    await open('/funnel')
    await card('Aware', 'Bob').focus()
    await page.keyboard.press('Space')
    await says('Bob is picked up from Aware.')
    await page.keyboard.press('ArrowRight')
    await says('Over Engaged.')
    await page.keyboard.press('ArrowRight')
    await says('Over Customer.')
    await page.keyboard.press('Space')
    await says('Bob moved from Aware to Customer.')
    await until(() => isFocused(card('Customer', 'Bob')), Boolean)
    await until(
      () => stageOf('bob'),
      ([stage]) => stage === 'customer',
    )
    await page.keyboard.press('ArrowDown')
    expect(await isFocused(card('Customer', 'Cleo'))).toBe(true)
    await page.keyboard.press('ArrowLeft')
    expect(await isFocused(card('Aware', 'Ada'))).toBe(true)
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    await says('Ada is put back.')
    expect(await stageOf('ada')).toEqual(['aware', false])
    await page.keyboard.press('z')
    await card('Aware', 'Bob').waitFor()
  })

  it('marks as lost by menu or by drag, and takes it back', async () => {
    await open('/funnel')
    await menuOf('Ada').click()
    await choose('Mark as lost')
    await column('Aware').getByText('1 lost').waitFor()
    await until(
      () => stageOf('ada'),
      ([, lost]) => lost === true,
    )
    await menuOf('Ada').click()
    await choose('Take back “lost”')
    await column('Aware').getByText('1 lost').waitFor({ state: 'detached' })
    await until(
      () => stageOf('ada'),
      ([, lost]) => lost === false,
    )
    await card('Aware', 'Bob').focus()
    for (const key of ['Space', ...Array(5).fill('ArrowRight'), 'Enter']) await page.keyboard.press(key)
    await until(
      () => stageOf('bob'),
      ([, lost]) => lost === true,
    )
    await menuOf('Bob').click()
    await choose('Engaged')
    await card('Engaged', 'Bob').waitFor()
    await until(
      () => stageOf('bob'),
      ([stage, lost]) => stage === 'engaged' && lost === true,
    )
  })

  it('says why a move failed, and puts the person back', async () => {
    await open('/funnel')
    await page.route('**/v1/contacts/con_*', (route) => route.abort())
    await menuOf('Ada').click()
    await choose('Promoter')
    await says('Check that Rollcall is running')
    await card('Aware', 'Ada').waitFor()
    await page.unroute('**/v1/contacts/con_*')
  })

  it('opens a person beside the board', async () => {
    await open('/funnel')
    await card('Aware', 'Ada').click()
    await page.getByRole('complementary', { name: 'Person' }).getByRole('heading', { name: 'Ada' }).waitFor()
    await page.waitForURL(/person=con_/)
    await button('Close the side').click()
    await page.getByRole('complementary', { name: 'Person' }).waitFor({ state: 'detached' })
  })

  it('draws only the people in sight, however many there are, down to the last', async () => {
    await open('/funnel')
    const list = column('Promoter').locator('[data-list]')
    const last = card('Promoter', `Crowd ${CROWD - 1}`)
    while ((await last.count()) === 0) {
      await list.evaluate((element) => element.scrollBy(0, 4_000))
      await page.waitForTimeout(30)
    }
    expect(await column('Promoter').locator('[data-card]').count()).toBeLessThan(40)
  })

  it('moves everyone with a tag: shows who first, then the result, and takes it back', async () => {
    await open('/funnel')
    await button('Move a tag’s people').click()
    await page.getByRole('combobox', { name: 'Everyone who carries the tag' }).click()
    await page.getByRole('option', { name: /Expo/ }).click()
    await says('3 people carry it:')
    await page.getByLabel('Who this is about').getByText('dora@example.org').waitFor()
    await page.getByRole('combobox', { name: 'goes to the stage' }).click()
    await page.getByRole('option', { name: 'Loyal customer' }).click()
    await button('Move 3 people to Loyal customer').click()
    await says('3 people are in the stage now.')
    expect(await stageOf('dora')).toEqual(['loyal_customer', false])
    await button('Undo').click()
    await says('Undone for 3 people.')
    expect(await stageOf('dora')).toEqual(['none', false])
    expect(await stageOf('bob')).toEqual(['engaged', true])
  })

  it('gives new contacts a stage, and those without one, too, when asked', async () => {
    await open('/funnel')
    await button('New contacts: no stage').click()
    await page.getByRole('combobox', { name: 'A new contact starts in' }).click()
    await page.getByRole('option', { name: 'Aware' }).click()
    await says('1 contact has no stage today.')
    await button('Give them Aware, too').click()
    await says('1 person is in the stage now.')
    expect(await stageOf('dora')).toEqual(['aware', false])
    await dashboard.client.contacts.create({ email: 'new@example.org' })
    expect(await stageOf('new')).toEqual(['aware', false])
  })

  it('tells its history, day by day, with who made each move', async () => {
    await open('/funnel')
    await button('History').click()
    const history = page.getByRole('dialog', { name: /The last 90 days/ })
    await history.getByText('Aware to Engaged').first().waitFor()
    await history.getByText('by Ada Lovelace').first().waitFor()
    await history
      .getByText('marked as lost', { exact: true })
      .or(history.getByText('Customer, marked as lost'))
      .first()
      .waitFor()
  })
})

describe('opportunities', () => {
  it('begin with a pipeline of sensible stages', async () => {
    await page.goto(`${dashboard.address}/funnel`)
    await page.getByRole('heading', { name: 'Funnel', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await says('There is no pipeline yet')
    await button('Create a pipeline').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Licences')
    await button('Create the pipeline').click()
    for (const stage of ['New', 'Qualified', 'Proposal', 'Negotiation']) await column(stage).waitFor()
    const { data } = await dashboard.client.pipelines.list()
    expect(data.map(({ name }) => name)).toEqual(['Licences'])
  })

  it('are created with a person and a value, and the stage adds them up', async () => {
    await button('New opportunity in Qualified').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Engine')
    await page.getByRole('combobox', { name: 'Person' }).last().fill('ada')
    await page.getByRole('option', { name: /ada@example.org/ }).click()
    await page.getByRole('textbox', { name: 'Value' }).fill('a lot')
    await says(/Give a number/)
    await page.getByRole('textbox', { name: 'Value' }).fill('1,200.50')
    await button('Create').click()
    await card('Qualified', 'Engine').waitFor()
    await column('Qualified').getByText('1,200.5', { exact: true }).first().waitFor()
    await says('1 opportunity worth 1,200.5, 1,200.5 of it open')
  })

  it('move by drag and by keys; the totals move along, and back', async () => {
    await card('Qualified', 'Engine').dragTo(column('Proposal'))
    await card('Proposal', 'Engine').waitFor()
    await column('Qualified').getByText('0 opportunities').waitFor()
    await column('Proposal').getByText('1 opportunity').waitFor()
    await card('Proposal', 'Engine').focus()
    for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key)
    await says('Engine moved from Proposal to Negotiation.')
    await until(() => isFocused(card('Negotiation', 'Engine')), Boolean)
    await until(
      () => dashboard.client.opportunities.list(),
      ({ data }) => data[0]?.stageName === 'Negotiation',
    )
    // Only what the page has heard of can be undone.
    await says('“Engine” moved to Negotiation.')
    await page.keyboard.press('z')
    await card('Proposal', 'Engine').waitFor()
    await card('Negotiation', 'Engine').waitFor({ state: 'detached' })
  })

  it('are won, edited and deleted, each with a way back', async () => {
    await menuOf('Engine').click()
    await choose('Mark as won')
    await column('Proposal').getByText('Won').waitFor()
    await says('1 opportunity worth 1,200.5, 0 of it open')
    await card('Proposal', 'Engine').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Big engine')
    await button('Save').click()
    await card('Proposal', 'Big engine').waitFor()
    await menuOf('Big engine').click()
    await choose('Delete')
    await card('Proposal', 'Big engine').waitFor({ state: 'detached' })
    await says('“Big engine” is deleted.')
    await page.keyboard.press('z')
    await card('Proposal', 'Big engine').waitFor()
    await column('Proposal').getByText('Won').waitFor()
  })

  it('stand in a list, too, by any order, status, stage, person and name, and the address keeps it', async () => {
    const { data } = await dashboard.client.pipelines.list()
    const [pipeline] = data
    const bob = await dashboard.client.contacts.get('bob@example.org')
    for (const [name, value] of [
      ['Cheap', 5],
      ['Dear', 5_000_000],
    ] as const) {
      const body = { contact: bob.id, name, value, pipeline: 'Licences', stage: 'New' }
      await dashboard.client.opportunities.create(body)
    }
    await page.goto(`${dashboard.address}/opportunities?view=list`)
    const names = () => page.locator('tbody tr td:first-child').allTextContents()
    await until(names, (found) => found.join() === 'Dear,Cheap,Big engine')
    await button('Value').click()
    await until(names, (found) => found.join() === 'Cheap,Big engine,Dear')
    await page.getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'Won' }).click()
    await until(names, (found) => found.join() === 'Big engine')
    await page.goto(
      `${dashboard.address}/opportunities?view=list&contact=${bob.id}&stage=${pipeline?.stages[0]?.id}&sort=name`,
    )
    await until(names, (found) => found.join() === 'Dear,Cheap')
    await page.getByLabel('Search opportunities').fill('chea')
    await until(names, (found) => found.join() === 'Cheap')
  })

  it('have pipelines whose stages are renamed, moved, added and removed, but not while they are used', async () => {
    await open('/opportunities')
    const edit = async () => {
      await button('Change the pipelines').click()
      await choose('Edit this pipeline')
    }
    await edit()
    await page.getByRole('textbox', { name: 'Stage 4' }).fill('Contract')
    await button('Move Contract up').click()
    await button('Add a stage').click()
    await page.keyboard.type('Signed')
    await button('Save').click()
    await until(
      () => page.locator('[data-column]').evaluateAll((found) => found.map((each) => each.getAttribute('aria-label'))),
      (found) => found.join() === 'New,Qualified,Contract,Proposal,Signed',
    )
    await edit()
    await button('Remove New').click()
    await button('Save').click()
    await says('The stage "New" is used by 2 opportunities.')
    await button('Delete this pipeline').click()
    await button('Delete Licences').click()
    await says('The pipeline "Licences" is used by 3 opportunities.')
  })
})

it('both fit a phone, where the stages lie side by side and a swipe ends at one of them', async () => {
  const phone = await dashboard.newPage({ viewport: { width: 375, height: 760 } })
  for (const path of ['/funnel', '/opportunities']) {
    await phone.goto(dashboard.address + path)
    await phone.locator('[data-card]').first().waitFor()
    const board = phone.getByRole('group', { name: /^Stages of/ })
    const [over, inside, snap] = await Promise.all([
      phone.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'),
      board.evaluate((element) => element.scrollWidth - element.clientWidth),
      phone.evaluate<string>(
        "getComputedStyle(document.querySelector('[role=group][aria-label^=Stages]')).scrollSnapType",
      ),
    ])
    expect([over <= 0, inside > 300, snap]).toEqual([true, true, 'x mandatory'])
  }
  await phone.context().close()
})
