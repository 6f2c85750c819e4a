import { VERSIONS } from '@rollcall/contract'
import { failure } from '../failure.ts'
import type { WrittenTexts } from '../email/personalise.ts'
import type { CampaignRecord } from '../store/campaigns.ts'

/** The texts of a campaign in which its versions can differ. */
export type VersionTexts = Pick<CampaignRecord, 'subject' | 'preheader' | 'fromName' | 'html' | 'text'> & WrittenTexts

/** What each version of a campaign says, A first: a version that has HTML of its own has the text of that. */
export function versionsOf<Campaign extends VersionTexts & Pick<CampaignRecord, 'variants'>>(
  campaign: Campaign,
): Campaign[] {
  const others = campaign.variants.map(({ subject, preheader, fromName, html, text }) => ({
    ...campaign,
    subject: subject ?? campaign.subject,
    preheader: preheader === undefined ? campaign.preheader : preheader || null,
    fromName: fromName === undefined ? campaign.fromName : fromName || null,
    html: html ?? campaign.html,
    mjml: html === undefined ? campaign.mjml : null,
    text: text === undefined ? (html === undefined ? campaign.text : null) : text || null,
  }))
  return [campaign, ...others]
}

/** One version of a campaign by its letter. */
export function getVersion<Campaign extends VersionTexts & Pick<CampaignRecord, 'variants'>>(
  campaign: Campaign,
  version: (typeof VERSIONS)[number] = 'A',
): Campaign {
  const found = versionsOf(campaign).at(VERSIONS.indexOf(version))
  if (!found) throw failure('not_found', { what: 'version', id: version })
  return found
}

const PARTS = ['subject', 'preheader', 'fromName', 'html', 'text'] as const

/** In what a version differs from another. */
export function differencesOf(one: VersionTexts, other: VersionTexts): (typeof PARTS)[number][] {
  return PARTS.filter((part) => one[part] !== other[part])
}
