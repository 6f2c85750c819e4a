import type { Route } from '../route.ts'
import * as audit from './audit.ts'
import * as campaignContent from './campaign-content.ts'
import * as campaignResults from './campaign-results.ts'
import * as campaignTest from './campaign-test.ts'
import * as campaigns from './campaigns.ts'
import * as catcher from './catcher.ts'
import * as contacts from './contacts.ts'
import * as domains from './domains.ts'
import * as events from './events.ts'
import * as exports from './exports.ts'
import * as fields from './fields.ts'
import * as forms from './forms.ts'
import * as funnel from './funnel.ts'
import * as funnelBoard from './funnel-board.ts'
import * as imports from './imports.ts'
import * as jobs from './jobs.ts'
import * as live from './live.ts'
import * as membership from './membership.ts'
import * as merging from './merging.ts'
import * as names from './names.ts'
import * as opportunities from './opportunities.ts'
import * as people from './people.ts'
import * as pipelines from './pipelines.ts'
import * as preferences from './preferences.ts'
import * as privacy from './privacy.ts'
import * as profile from './profile.ts'
import * as project from './project.ts'
import * as providers from './providers.ts'
import * as reputation from './reputation.ts'
import * as segmentQuestions from './segment-questions.ts'
import * as segmentVersions from './segment-versions.ts'
import * as segments from './segments.ts'
import * as sending from './sending.ts'
import * as session from './session.ts'
import * as statistics from './statistics.ts'
import * as status from './status.ts'
import * as suppressions from './suppressions.ts'
import * as system from './system.ts'
import * as tags from './tags.ts'
import * as templates from './templates.ts'
import * as testLists from './test-lists.ts'
import * as timeline from './timeline.ts'
import * as topics from './topics.ts'
import * as trackingHost from './tracking-host.ts'
import * as views from './views.ts'

const families = [
  system,
  status,
  session,
  project,
  people,
  audit,
  contacts,
  jobs,
  merging,
  privacy,
  timeline,
  profile,
  tags,
  fields,
  segments,
  segmentVersions,
  segmentQuestions,
  membership,
  names,
  live,
  views,
  imports,
  exports,
  events,
  topics,
  funnel,
  funnelBoard,
  pipelines,
  opportunities,
  campaigns,
  testLists,
  campaignResults,
  campaignContent,
  campaignTest,
  sending,
  templates,
  suppressions,
  providers,
  preferences,
  forms,
  domains,
  trackingHost,
  reputation,
  statistics,
  catcher,
]

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'path' in value && 'scope' in value
}

/** Every call of the API, in the order of the documentation. */
export const ROUTES: readonly Route[] = families.flatMap((family) => Object.values(family).filter(isRoute))
