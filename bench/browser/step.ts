import type { Locator, Page } from 'playwright-core'

/** Something that a person does, and how it can be seen that the dashboard has answered. */
export type Step = {
  name: string
  /** The event that starts the clock. */
  on: 'pointerdown' | 'keydown' | 'wheel'
  /** Leads to where it is done, untimed. */
  prepare(page: Page, run: number): Promise<void>
  act(page: Page, run: number): Promise<void>
  /** JavaScript: what is looked at before the event, for `shown` to compare with. */
  mark?: string
  /** JavaScript: whether the page shows the answer; knows `before`. */
  shown: string
}

/** A hand is on a name for at least so long before it presses. */
const POINTED_MS = 200

/** Lets the pointer rest on something, as it does before a person presses. */
export async function pointAt(thing: Locator): Promise<void> {
  await thing.hover()
  await thing.page().waitForTimeout(POINTED_MS)
}

/** Waits until nothing is awaited, and what is named is so, and then a moment more. */
export async function settle(page: Page, isSo = 'true'): Promise<void> {
  await page.evaluate(`paintClock.rest(() => ${isSo})`)
}
