import type { Page } from 'playwright-core'
import { pointAt, type Step, settle } from './step.ts'

/** A thing is opened by its link in a list, each time another one of those in sight. */
export type Opening = Pick<Step, 'name' | 'shown'> & {
  /** Where the list is. */
  from: string
  /** What its links are, as a selector. */
  links: string
  isPointedAt?: boolean
}

export function opening({ name, shown, from, links, isPointedAt = false }: Opening): Step {
  const link = (page: Page, run: number) => page.locator(links).nth(run)
  return {
    name,
    on: 'pointerdown',
    prepare: async (page, run) => {
      if (run === 0) await page.goto(from)
      else await page.goBack()
      await link(page, run).waitFor()
      await settle(page)
      await link(page, run).scrollIntoViewIfNeeded()
      await settle(page)
      if (isPointedAt) await pointAt(link(page, run))
    },
    act: (page, run) => link(page, run).click(),
    shown,
  }
}
