import type { Config } from '../config.ts'
import { parseTemplates, personalise, type WrittenTexts } from '../email/personalise.ts'
import { createTracker } from '../email/tracking.ts'
import { withUtm } from '../email/with-utm.ts'
import type { CampaignRecord } from '../store/campaigns.ts'
import type { Person, surroundingsOf } from './compose.ts'

/** What its links get besides, and what is noticed of it: both unless said. */
export type Added = {
  utm: CampaignRecord['utm'] | undefined
  tracking: { opens?: boolean | undefined; clicks?: boolean | undefined } | undefined
}

type Sent = Added & {
  person: Person
  surroundings: Awaited<ReturnType<typeof surroundingsOf>>
  config: Config
}

// As long as those of a message that leaves; they never do.
const SOMEBODY = { projectId: 1, rowNo: 1, campaignUuid: '00000000-0000-0000-0000-000000000000' }
const LINK_MARK = `~${'0'.repeat(32)}~`

/** The HTML with everything that it gets on its way: parameters, links that are noticed, the picture, the footer. */
export function htmlAsSent(texts: WrittenTexts, { person, surroundings, config, utm = null, tracking }: Sent): string {
  const { project } = surroundings
  const opens = (tracking?.opens ?? true) && project.track_opens
  const clicks = (tracking?.clicks ?? true) && project.track_clicks
  const track = createTracker({ ...config, trackingHost: project.verified_tracking_host }, { opens, clicks })
  const templates = parseTemplates({ ...texts, html: withUtm(texts.html, utm) }, clicks ? LINK_MARK : null)
  const request = { ...surroundings, recipient: person?.contact ?? null, tracking: track(SOMEBODY) }
  return personalise(templates, request).html
}
