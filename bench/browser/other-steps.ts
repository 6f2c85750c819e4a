import type { Page } from 'playwright-core'
import { opening } from './opening.ts'
import { type Step, settle } from './step.ts'

const COUNT = `paintClock.text('[aria-label="What the rule matches"] [aria-live]')`
const IS_COUNTED = `!document.querySelector('[aria-label="What the rule matches"] [data-stale]')`
const SEGMENT = {
  links: '[data-row-link]',
  shown: `/\\d/.test(${COUNT}) && document.querySelector('[data-row]') && paintClock.isWhole()`,
}
const VISITS = { match: 'all', conditions: [{ type: 'field', field: 'visits', op: 'gt', values: [500] }] }

/** What there is in the fixture to ask for. */
export type Things = { person: string; tags: string[]; segments: string[] }

/** What people do with a person, a segment and the frame. */
export function otherSteps(address: string, things: Things): Step[] {
  return [tagging(address, things), ...ruling(address, things), ...framing(address)]
}

function tagging(address: string, { person, tags }: Things): Step {
  return {
    name: 'add a tag',
    on: 'keydown',
    prepare: async (page, run) => {
      if (run === 0) await open(page, `${address}/contacts/${person}`)
      await page.getByRole('combobox', { name: 'Add tags' }).fill(tags[run])
      await page.getByRole('option', { name: tags[run], exact: true }).waitFor()
      await settle(page)
    },
    act: (page) => page.keyboard.press('Enter'),
    mark: `document.querySelectorAll('ul[aria-label=Tags] li').length`,
    shown: `document.querySelectorAll('ul[aria-label=Tags] li').length > before`,
  }
}

function ruling(address: string, { segments }: Things): Step[] {
  return [
    opening({ name: 'open a segment, pressed at once', from: `${address}/segments`, ...SEGMENT }),
    opening({
      name: 'open a segment',
      from: `${address}/segments?sort=name&direction=desc`,
      ...SEGMENT,
      isPointedAt: true,
    }),
    {
      name: 'change a condition and see the new count',
      on: 'keydown',
      prepare: async (page, run) => {
        if (run === 0) await open(page, `${address}/segments/new?filters=${encodeURIComponent(JSON.stringify(VISITS))}`)
        await page.getByRole('textbox', { name: /^Visits/ }).fill(String(10 + run))
        await settle(page, `decodeURIComponent(location.search).includes('[${10 + run}]')`)
      },
      act: (page, run) => page.keyboard.press(String(run % 10)),
      mark: COUNT,
      shown: `${COUNT} !== before && ${IS_COUNTED}`,
    },
    {
      name: 'open explain',
      on: 'pointerdown',
      prepare: async (page, run) => {
        await open(page, `${address}/segments/${segments[run]}?look=why`)
        await page.getByLabel('The person').filter({ visible: true }).first().click()
        await page
          .getByRole('option')
          .nth(run % 8)
          .waitFor()
        await page
          .getByRole('option')
          .nth(run % 8)
          .scrollIntoViewIfNeeded()
        await settle(page)
      },
      act: (page, run) =>
        page
          .getByRole('option')
          .nth(run % 8)
          .click(),
      shown: `/This person/.test(paintClock.text('[aria-label="Look closer"]')) && paintClock.isWhole()`,
    },
  ]
}

function framing(address: string): Step[] {
  return [
    {
      name: 'switch the theme',
      on: 'pointerdown',
      prepare: async (page, run) => {
        if (run === 0) await open(page, `${address}/contacts`)
        await settle(page)
      },
      act: (page, run) => page.getByText(run % 2 === 0 ? 'Dark' : 'Light', { exact: true }).click({ force: true }),
      mark: `getComputedStyle(document.body).backgroundColor`,
      shown: `getComputedStyle(document.body).backgroundColor !== before`,
    },
    {
      name: 'open the palette',
      on: 'keydown',
      prepare: async (page) => {
        await page.keyboard.press('Escape')
        await page.getByRole('option').first().waitFor({ state: 'detached' })
        await settle(page)
      },
      act: (page) => page.keyboard.press('Control+k'),
      shown: `(() => {
        const dialog = document.querySelector('[role=dialog]')
        return dialog?.querySelectorAll('[role=option]').length > 3 && getComputedStyle(dialog).opacity === '1'
      })()`,
    },
  ]
}

async function open(page: Page, address: string) {
  await page.goto(address)
  await settle(page)
}
