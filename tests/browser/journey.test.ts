import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

/** What people have: a mouse, or keys alone. */
type Hands = {
  goTo(place: string, keys: string[]): Promise<void>
  press(target: Locator): Promise<void>
  tick(target: Locator): Promise<void>
  type(target: Locator, text: string): Promise<void>
  /** The first option that is offered for what was typed. */
  take(option: Locator): Promise<void>
  /** The tab that is so many behind the first. */
  turnTo(tabs: Locator, place: number): Promise<void>
}

const MOST_TABS = 90

for (const kind of ['keyboard', 'mouse'] as const)
  describe(`from a file to a file, by ${kind} alone:`, () => {
    let dashboard: OpenDashboard
    let page: Page
    let hands: Hands
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' })
    const says = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
    const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

    beforeAll(async () => {
      dashboard = await openDashboard()
      page = await dashboard.newPage()
      page.setDefaultTimeout(10_000)
      hands = kind === 'mouse' ? mouseOf(page) : keyboardOf(page)
      await page.goto(`${dashboard.address}/tags`)
      await heading('Tags')
    })
    afterAll(async () => {
      expect(dashboard.troubles).toEqual([])
      await dashboard.close()
    })

    it('people are imported', async () => {
      await hands.goTo('Import', ['g', 'i'])
      await heading('Import')
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hands.press(button('Choose a file'))])
      const rows = ['ada', 'budi', 'chen'].map((name) => `${name}@kopi.example,${name}`)
      await chooser.setFiles({
        name: 'guests.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(['email,first name', ...rows, ''].join('\n')),
      })
      await hands.press(link('Map the columns'))
      await hands.press(button('Check the whole file'))
      await says('Nothing has been changed yet.')
      await hands.tick(page.getByLabel('They agreed to get mail from us'))
      await hands.type(page.getByLabel('Where they agreed'), 'Coffee fair')
      await hands.press(button('Import 3 rows'))
      await hands.press(page.getByText('See the new people'))
      await link(/ada@kopi\.example/).waitFor()
    })

    it('they are tagged', async () => {
      await hands.goTo('Contacts', ['g', 'c'])
      await heading('Contacts')
      await hands.tick(page.getByLabel('Select everyone that is loaded'))
      await says('3 people selected')
      await hands.press(button('Add tags'))
      const tags = page.getByRole('combobox', { name: 'Add tags' })
      await hands.type(tags, 'Guest')
      await page.keyboard.press('Enter')
      await says('This changes all 3.')
      await hands.press(button('Add to 3 people'))
      await says('3 changed')
      await hands.press(button('Close'))
    })

    it('a segment asks for the tag', async () => {
      await hands.goTo('Segments', ['g', 's'])
      await hands.press(link('New segment').first())
      await says('3people match')
      await hands.press(button('Add condition').last())
      await hands.type(page.getByPlaceholder('Find a field'), 'Tags')
      await hands.take(page.getByRole('option', { name: 'Tags', exact: true }))
      await hands.take(page.getByRole('option', { name: /^Guest/ }))
      await page.keyboard.press('Escape')
      await page.locator('p[aria-live]').filter({ hasText: 'Tags include any of "Guest"' }).waitFor()
      await hands.type(page.getByLabel('Name of the segment'), 'Guests of the fair')
      await hands.press(button('Save the segment'))
      await heading('Guests of the fair')
    })

    it('why somebody is in it is said', async () => {
      await hands.turnTo(page.getByRole('tab'), 3)
      await hands.type(page.getByRole('combobox', { name: 'The person' }), 'ada')
      // The list of what was typed before would be drawn anew under the hand.
      await until(
        () => page.getByRole('option').filter({ visible: true }).count(),
        (count) => count === 1,
      )
      await hands.take(page.getByRole('option', { name: /ada@kopi/ }))
      await says('This person matches.')
      await says('Tags include any of "Guest"')
    })

    it('its people are a file, which says the same', async () => {
      await hands.press(page.getByRole('button', { name: 'More', exact: true }))
      const item = page.getByRole('menuitem', { name: 'Export the people as CSV' })
      await item.waitFor()
      const [file] = await Promise.all([page.waitForEvent('download'), hands.take(item)])
      const text = await readFile(await file.path(), 'utf8')
      expect(text.match(/\w+@kopi\.example/g)?.toSorted()).toEqual([
        'ada@kopi.example',
        'budi@kopi.example',
        'chen@kopi.example',
      ])
    })
  })

function mouseOf(page: Page): Hands {
  return {
    goTo: (place) => page.getByRole('link', { name: place, exact: true }).first().click(),
    press: (target) => target.click(),
    tick: (target) => target.click(),
    type: (target, text) => target.fill(text),
    take: (option) => option.click(),
    turnTo: (tabs, place) => tabs.nth(place).click(),
  }
}

/** Goes with Tab from wherever the focus is, and sees where it is: everything has to come by. */
function keyboardOf(page: Page): Hands {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const reach = async (target: Locator) => {
    await target.waitFor()
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await target.evaluate((element) => element.matches(':focus'))) return
      await press('Tab')
    }
    throw new Error(`${target} is not reached by ${MOST_TABS} tabs.`)
  }
  const reachVisibly = async (target: Locator) => {
    await reach(target)
    await until(
      () => page.evaluate<boolean>(IS_FOCUS_SEEN),
      (isSeen) => isSeen,
    )
  }
  return {
    goTo: async (_place, keys) => press(...keys),
    press: async (target) => {
      await until(
        () => target.isEnabled(),
        (isEnabled) => isEnabled,
      )
      await reachVisibly(target)
      await press('Enter')
    },
    tick: async (target) => {
      await reach(target)
      await press('Space')
    },
    type: async (target, text) => {
      await reachVisibly(target)
      await page.keyboard.type(text)
    },
    take: async (option) => {
      await option.waitFor()
      for (let steps = 0; steps < 20 && !(await isAt(option)); steps += 1) await press('ArrowDown')
      await press('Enter')
    },
    turnTo: async (tabs, place) => {
      await reachVisibly(tabs.first())
      await press(...Array<string>(place).fill('ArrowRight'))
    },
  }
}

/** Options of a list are pointed at from the text that is typed in; items of a menu have the focus. */
function isAt(option: Locator): Promise<boolean> {
  return option.evaluate((element) => element.matches(':focus') || element.hasAttribute('data-combobox-selected'))
}

/** An outline or the border that fields have when they are used. */
const IS_FOCUS_SEEN = `(() => {
  const style = getComputedStyle(document.activeElement)
  return style.outlineStyle !== 'none' || document.activeElement.matches('input, textarea')
})()`
