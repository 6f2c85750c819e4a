import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)

// What messages bring along is theirs: their frames are shut off from everything.
// Nothing is fetched for it: the rules that read style sheets are not among those that are on.
const SERIOUS = `axe.run({ exclude: ['iframe'] }, { resultTypes: ['violations'], preload: false }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`

/** Has axe at hand in a page, until it goes elsewhere. */
export async function loadAxe(page: Page) {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'))
}

/** What axe finds serious or worse in a page as it is shown now. */
export function findSerious(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(SERIOUS)
}

/** Gives the texts of a page that are too faint to be read. */
export async function findFaintTexts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(await readFile(new URL('faint-texts.js', import.meta.url), 'utf8'))
}
