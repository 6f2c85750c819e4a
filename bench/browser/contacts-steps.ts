import type { Page } from 'playwright-core'
import { opening } from './opening.ts'
import { pointAt, type Step, settle } from './step.ts'

const TABLE = 'table[aria-label=Contacts]'
const SCROLLER = '[data-scroll-restoration-id=Contacts]'
const ROWS_SHOWN = `document.querySelectorAll('${TABLE} tbody a').length > 10 && paintClock.isWhole()`
const FIRST_PERSON = `paintClock.text('${TABLE} tbody a')`
const PERSON = {
  links: `${TABLE} tbody a`,
  shown: `document.querySelector('ul[aria-label=Tags]') && paintClock.isWhole()`,
}
/** How many match: a number in the page's head. */
const TOTAL = `paintClock.text('main header strong, main h1 ~ * strong, [aria-live=polite] strong')`
const COLUMNS = [
  'email',
  'name',
  'country',
  'createdAt',
  'company',
  'language',
  'firstName',
  'lastName',
  'fields.visits',
]
const SORTED_BY = ['E-mail', 'Name', 'Country', 'Added', 'Company', 'Language', 'First name', 'Last name', 'Visits']
const IN_NEW_ZEALAND = { match: 'all', conditions: [{ type: 'field', field: 'country', op: 'is', values: ['NZ'] }] }

/** What people do on the page of the contacts; `words` are last names that the fixture has. */
export function contactsSteps(address: string, words: string[]): Step[] {
  return [...openings(address), ...arrangements(address), ...questions(address, words)]
}

function openings(address: string): Step[] {
  return [
    {
      name: 'open contacts',
      on: 'pointerdown',
      prepare: async (page, run) => {
        if (run === 0) await page.goto(`${address}/contacts`)
        await goTo(page, 'Tags')
      },
      act: (page) => page.getByRole('link', { name: 'Contacts', exact: true }).first().click(),
      shown: ROWS_SHOWN,
    },
    {
      name: 'open contacts, nothing known of them yet',
      on: 'pointerdown',
      prepare: async (page) => {
        await page.goto(`${address}/tags`)
        await settle(page)
      },
      act: (page) => page.getByRole('link', { name: 'Contacts', exact: true }).first().click(),
      shown: ROWS_SHOWN,
    },
    opening({ name: 'open a person, pressed at once', from: `${address}/contacts?sort=email`, ...PERSON }),
    opening({ name: 'open a person', from: `${address}/contacts?sort=lastName`, ...PERSON, isPointedAt: true }),
  ]
}

function arrangements(address: string): Step[] {
  return [
    {
      name: 'scroll a page',
      on: 'wheel',
      prepare: async (page) => {
        if (!(await isOpen(page))) await goTo(page, 'Contacts')
        await page.locator(SCROLLER).hover()
        await settle(page)
      },
      act: (page) => page.mouse.wheel(0, 600),
      mark: `document.querySelector('${SCROLLER}').scrollTop`,
      shown: `document.querySelector('${SCROLLER}').scrollTop >= before + 600 && paintClock.isWhole()`,
    },
    {
      name: 'sort',
      on: 'pointerdown',
      prepare: async (page, run) => {
        const asked = `${address}/contacts?columns=${encodeURIComponent(JSON.stringify(COLUMNS))}`
        // Each order is asked for the first time: what is known already shows at once.
        if (run % (2 * COLUMNS.length) === 0) await page.goto(asked)
        await settle(page)
      },
      act: (page, run) =>
        page.getByRole('button', { name: SORTED_BY[(run >> 1) % COLUMNS.length], exact: true }).click(),
      mark: FIRST_PERSON,
      shown: `${FIRST_PERSON} !== before && ${ROWS_SHOWN}`,
    },
  ]
}

function questions(address: string, words: string[]): Step[] {
  return [
    {
      name: 'search, from the last of four letters',
      on: 'keydown',
      prepare: async (page, run) => {
        if (run === 0) await page.goto(`${address}/contacts`)
        await page.getByLabel('Search contacts').fill(words[run].slice(0, 3))
        await page.waitForURL((url) => url.searchParams.get('q') === words[run].slice(0, 3))
        await settle(page)
      },
      act: (page, run) => page.keyboard.press(words[run][3]),
      mark: TOTAL,
      shown: `${TOTAL} !== before && paintClock.isWhole()`,
    },
    {
      name: 'apply a filter',
      on: 'pointerdown',
      prepare: async (page, run) => {
        if (run === 0) {
          await page.goto(`${address}/contacts?filters=${encodeURIComponent(JSON.stringify(IN_NEW_ZEALAND))}`)
          await settle(page)
          // The countries that people have are counted meanwhile, and come first.
          await pointAt(page.getByRole('combobox', { name: /^Country/ }))
          await page.getByRole('combobox', { name: /^Country/ }).click()
        }
        await page.getByRole('option', { selected: false }).nth(2).scrollIntoViewIfNeeded()
        await settle(page)
      },
      act: (page) => page.getByRole('option', { selected: false }).nth(2).click(),
      mark: TOTAL,
      shown: `${TOTAL} !== before && paintClock.isWhole()`,
    },
  ]
}

async function goTo(page: Page, link: string) {
  await page.getByRole('link', { name: link, exact: true }).first().click()
  await settle(page)
}

function isOpen(page: Page): Promise<boolean> {
  return page.evaluate(`location.pathname === '/contacts'`)
}
