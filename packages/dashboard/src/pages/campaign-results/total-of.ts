import type { CampaignResults } from '../../api.ts'
import type { Wanted } from './use-deliveries.ts'

/** How many deliveries there are of those that are wanted; undefined where the results do not say. */
export function totalOf(
  results: CampaignResults,
  { state, reason, q, did, link, version }: Wanted,
): number | undefined {
  if ([q, did, link, version].some((one) => one !== undefined)) return undefined
  if (reason === undefined) return state === undefined ? results.members : results[state]
  return reasonsIn(results, state).find((one) => one.reason === reason)?.count
}

/** Why messages are in a state. */
export function reasonsIn(results: CampaignResults, state: Wanted['state']): CampaignResults['skippedReasons'] {
  if (state === 'queued') return results.queuedReasons
  if (state === 'skipped') return results.skippedReasons
  return state === 'failed' ? results.failedReasons : []
}
