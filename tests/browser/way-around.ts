import type { Page } from 'playwright-core'
import type { OpenDashboard } from './open-dashboard.ts'

/** How a journey finds its way on the page that it is on by then. */
export function wayAround(at: () => { dashboard: OpenDashboard; page: Page }) {
  return {
    button: (name: string | RegExp) => at().page.getByRole('button', { name, exact: true }),
    section: (name: string) => at().page.getByRole('region', { name }),
    says: (text: string | RegExp) => at().page.getByText(text).filter({ visible: true }).first().waitFor(),
    async open(path: string) {
      const { dashboard, page } = at()
      await page.goto(dashboard.address + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
  }
}
