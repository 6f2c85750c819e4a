import type { Action } from '../../action.ts'
import { compareCampaignsAction } from './compare-campaigns.ts'
import { getResultsAction } from './get-results.ts'
import { exportDeliveriesAction, listDeliveriesAction } from './list-deliveries.ts'
import { listSharesAction, shareResultsAction, unshareResultsAction } from './share-results.ts'
import {
  showConversionsAction,
  showDomainsAction,
  showInboxProvidersAction,
  showTagsAction,
  showTimelineAction,
} from './show-breakdowns.ts'
import { showLinkMapAction } from './show-link-map.ts'
import { showLinksAction } from './show-links.ts'
import { showSharedAction, showSharedPageAction } from './show-shared.ts'
import { showVersionsAction } from './show-versions.ts'

export const campaignResultActions: Action[] = [
  getResultsAction,
  showLinksAction,
  showLinkMapAction,
  showVersionsAction,
  showTimelineAction,
  showDomainsAction,
  showInboxProvidersAction,
  showTagsAction,
  showConversionsAction,
  compareCampaignsAction,
  listDeliveriesAction,
  exportDeliveriesAction,
  listSharesAction,
  shareResultsAction,
  unshareResultsAction,
  showSharedAction,
  showSharedPageAction,
]
