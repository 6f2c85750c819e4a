import type { BackgroundWork, Product, Worker } from '../product.ts'
import { startBulkActions } from './bulk-actions.ts'
import { startPauses } from './end-pauses.ts'
import { startExports } from './export-worker.ts'
import { startImports } from './import-worker.ts'
import { startDomainChecks } from './recheck-domains.ts'
import { startCampaignSending } from './send-campaigns.ts'
import { startNotices } from './send-notices.ts'
import { startExpiries } from './skip-expired.ts'
import { startErasures } from './start-erasures.ts'
import { startHousekeeping } from './start-housekeeping.ts'
import { startReports } from './start-reports.ts'
import { startTracking } from './start-tracking.ts'

/** All background work, by the name under which actions wake it. */
export function startWorkers(
  product: Product,
): Partial<Record<BackgroundWork, Worker>> & Record<'housekeeping' | 'pauses' | 'expiries' | 'domains', Worker> {
  return {
    imports: startImports(product),
    exports: startExports(product),
    jobs: startBulkActions(product),
    campaigns: startCampaignSending(product),
    tracking: startTracking(product),
    reports: startReports(product),
    notices: startNotices(product),
    erasures: startErasures(product),
    pauses: startPauses(product),
    expiries: startExpiries(product),
    housekeeping: startHousekeeping(product),
    domains: startDomainChecks(product),
  }
}
