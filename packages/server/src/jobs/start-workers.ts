import type { BackgroundWork, Product, Worker } from '../product.ts'
import { startBulkActions } from './bulk-actions.ts'
import { startExports } from './export-worker.ts'
import { startImports } from './import-worker.ts'
import { startDomainChecks } from './recheck-domains.ts'
import { startCampaignSending } from './send-campaigns.ts'
import { startHousekeeping } from './start-housekeeping.ts'
import { startReports } from './start-reports.ts'
import { startTracking } from './start-tracking.ts'

/** All background work, by the name under which actions wake it. */
export function startWorkers(
  product: Product,
): Partial<Record<BackgroundWork, Worker>> & { housekeeping: Worker; domains: Worker } {
  return {
    imports: startImports(product),
    exports: startExports(product),
    jobs: startBulkActions(product),
    campaigns: startCampaignSending(product),
    tracking: startTracking(product),
    reports: startReports(product),
    housekeeping: startHousekeeping(product),
    domains: startDomainChecks(product),
  }
}
