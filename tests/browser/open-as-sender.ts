import type { Page } from 'playwright-core'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const PATIENCE_MS = 15_000

/** A dashboard with a page of its owner, of a project that can write to people. */
export async function openAsSender(): Promise<{ dashboard: OpenDashboard; page: Page }> {
  const dashboard = await openDashboard()
  const page = await dashboard.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await dashboard.client.project.update({ fromName: 'Quiet Summit', fromEmail: 'hello@example.org' })
  return { dashboard, page }
}
