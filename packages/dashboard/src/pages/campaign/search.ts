import { type Given, oneIn, textIn } from '../../search-params.ts'
import { type ResultsSearch, resultsSearch } from '../campaign-results/search.ts'

export type CampaignSearch = ResultsSearch & {
  /** When a draft is to go: at a time on the wall of a zone, or of each person's own. */
  when?: 'at' | 'own' | 'now'
  at?: string
  zone?: string
  /** `now`: those who are in the audience when it is scheduled. */
  people?: 'now'
}

export function campaignSearch(given: Given): CampaignSearch {
  return {
    ...resultsSearch(given),
    when: oneIn(given, 'when', ['at', 'own', 'now']),
    at: textIn(given, 'at'),
    zone: textIn(given, 'zone'),
    people: oneIn(given, 'people', ['now']),
  }
}
