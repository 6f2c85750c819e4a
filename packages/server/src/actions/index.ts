import type { Action } from '../action.ts'
import { auditActions } from './audit/index.ts'
import { campaignResultActions } from './campaign-results/index.ts'
import { campaignActions } from './campaigns/index.ts'
import { catcherActions } from './catcher/index.ts'
import { confirmActions } from './confirm/index.ts'
import { contactActions } from './contacts/index.ts'
import { domainActions } from './domains/index.ts'
import { eventActions } from './events/index.ts'
import { exportActions } from './exports/index.ts'
import { fieldActions } from './fields/index.ts'
import { formActions } from './forms/index.ts'
import { funnelActions } from './funnel/index.ts'
import { importActions } from './imports/index.ts'
import { jobActions } from './jobs/index.ts'
import { keyActions } from './keys/index.ts'
import { liveActions } from './live/index.ts'
import { opportunityActions } from './opportunities/index.ts'
import { peopleActions } from './people/index.ts'
import { pipelineActions } from './pipelines/index.ts'
import { preferenceActions } from './preferences/index.ts'
import { projectActions } from './project/index.ts'
import { providerActions } from './providers/index.ts'
import { reputationActions } from './reputation/index.ts'
import { segmentActions } from './segments/index.ts'
import { sendingActions } from './sending/index.ts'
import { sessionActions } from './session/index.ts'
import { statisticsActions } from './statistics/index.ts'
import { suppressionActions } from './suppressions/index.ts'
import { systemActions } from './system/index.ts'
import { tagActions } from './tags/index.ts'
import { templateActions } from './templates/index.ts'
import { testListActions } from './test-lists/index.ts'
import { topicActions } from './topics/index.ts'
import { trackingHostActions } from './tracking-host/index.ts'
import { unsubscribeActions } from './unsubscribe/index.ts'
import { viewActions } from './views/index.ts'

/** Everything the product does over HTTP. */
export const ACTIONS: readonly Action[] = [
  ...systemActions,
  ...sessionActions,
  ...preferenceActions,
  ...confirmActions,
  ...formActions,
  ...projectActions,
  ...peopleActions,
  ...keyActions,
  ...auditActions,
  ...contactActions,
  ...tagActions,
  ...fieldActions,
  ...segmentActions,
  ...liveActions,
  ...viewActions,
  ...jobActions,
  ...importActions,
  ...exportActions,
  ...eventActions,
  ...testListActions,
  ...topicActions,
  ...funnelActions,
  ...pipelineActions,
  ...opportunityActions,
  ...campaignActions,
  ...campaignResultActions,
  ...sendingActions,
  ...templateActions,
  ...suppressionActions,
  ...providerActions,
  ...reputationActions,
  ...statisticsActions,
  ...domainActions,
  ...trackingHostActions,
  ...catcherActions,
  ...unsubscribeActions,
]
