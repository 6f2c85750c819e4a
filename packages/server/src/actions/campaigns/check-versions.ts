import { VERSIONS } from '@rollcall/contract'
import { differencesOf, versionsOf } from '../../composing/version-of.ts'
import { invalid } from '../../failure.ts'
import type { CampaignContent, Schedule } from '../../store/campaigns.ts'

/** Refuses versions and a test that make no sense together, or with the rest of the campaign. */
export function checkVersions(campaign: Omit<CampaignContent, 'audience'>, schedule: Schedule | null): void {
  const { variants, test, plan, tracking } = campaign
  if (variants.length > 0 && !test) throw invalid('/test', 'is missing: say how many take part, such as {"share": 100}')
  if (test && variants.length === 0)
    throw invalid('/variants', 'must hold at least one version to try against this one')
  checkDifferences(campaign)
  if (!test?.decide) return
  const { by } = test.decide
  if (by === 'opens' && !tracking.opens) throw invalid('/test/decide/by', 'cannot be opens while opens are not noticed')
  if (by === 'clicks' && !tracking.clicks)
    throw invalid('/test/decide/by', 'cannot be clicks while clicks are not noticed')
  if (plan.batches)
    throw invalid(
      '/plan/batches',
      'cannot be combined with a test that has a winner: everyone else waits for it already',
    )
  if (schedule?.timezone === 'recipient')
    throw invalid('/test/decide', `and a schedule in each person's own zone ${RECIPIENT_ZONE}`)
}

/** Why a test with a winner does not go with each person's own time. */
export const RECIPIENT_ZONE = "cannot be combined: each person's own time would pass while they wait for the winner"

function checkDifferences(campaign: Omit<CampaignContent, 'audience'>) {
  const versions = versionsOf(campaign)
  for (const [place, version] of versions.entries()) {
    const same = versions.slice(0, place).findIndex((other) => differencesOf(version, other).length === 0)
    if (same !== -1)
      throw invalid(`/variants/${place - 1}`, `says the same as version ${VERSIONS[same]}: change something in it`)
  }
}
