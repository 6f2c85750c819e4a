import type { View } from '../../message/message-preview.tsx'
import { LOOKS, type Look } from '../../message/to-look.ts'
import { type Given, oneIn, textIn } from '../../search-params.ts'
import { type ResultsSearch, resultsSearch } from '../campaign-results/search.ts'

export type CampaignSearch = ResultsSearch & {
  /** When a draft is to go: at a time on the wall of a zone, or of each person's own. */
  when?: 'at' | 'own' | 'now'
  at?: string
  zone?: string
  /** `now`: those who are in the audience when it is scheduled. */
  people?: 'now' | 'at_send'
  /** The person whom the preview of a draft is for, and how it is looked at. */
  as?: string
  preview?: Look
}

/** The template that a new campaign begins with. */
export function newCampaignSearch(
  given: Given,
): { template?: string } & Pick<CampaignSearch, 'as' | 'preview' | 'version'> {
  const { as, preview, version } = campaignSearch(given)
  return { as, preview, version, template: textIn(given, 'template') }
}

export function campaignSearch(given: Given): CampaignSearch {
  return {
    ...resultsSearch(given),
    when: oneIn(given, 'when', ['at', 'own', 'now']),
    at: textIn(given, 'at'),
    zone: textIn(given, 'zone'),
    people: oneIn(given, 'people', ['now', 'at_send']),
    as: textIn(given, 'as'),
    preview: oneIn(given, 'preview', LOOKS),
  }
}

/** What the address says of a preview; what is not mentioned stays. */
export function toSearch({ look, ...view }: View): Pick<CampaignSearch, 'preview'> & Omit<View, 'look'> {
  return { ...view, ...(look !== undefined && { preview: look }) }
}
