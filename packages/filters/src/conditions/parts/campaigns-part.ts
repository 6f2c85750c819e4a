import { z } from 'zod'
import type { Catalog, Launch } from '../../catalog.ts'
import { oneOrMore, text } from '../../operators/arguments.ts'
import { anyOf } from '../../operators/wording.ts'
import { chosen } from '../chosen.ts'
import { namedChoices } from '../named-choices.ts'
import { type Part, parseShape } from './part.ts'

/** Campaigns by id, or so many that were launched last. */
export type Campaigns = string[] | { last: number }

const lastOnes = z.strictObject({ last: z.int().min(1) })

/** Which campaigns a message belonged to. */
export const campaignsPart: Part<Campaigns> = {
  key: 'campaigns',
  label: 'Campaigns',
  input: 'campaigns',
  names: 'campaign',
  shape: z.union([oneOrMore(text), lastOnes]),
  parse: (raw, { catalog, report }) => {
    if (!Array.isArray(raw)) return parseShape(raw, { shape: lastOnes, input: 'campaigns' }, report)
    const given = parseShape(raw, { shape: oneOrMore(text), input: 'campaigns' }, report)
    return given && chosen(given, namedChoices(catalog, 'campaign').parse, report)
  },
  words: (campaigns, catalog) => {
    if (!Array.isArray(campaigns)) return `the ${campaigns.last} campaigns launched last`
    const { words } = namedChoices(catalog, 'campaign')
    return `campaign ${anyOf(campaigns.map(words))}`
  },
  choices: (catalog) => namedChoices(catalog, 'campaign').list?.() ?? [],
}

/** The ids that are meant at an instant: of those launched by then, the last ones. */
export function campaignIds(campaigns: Campaigns, { now, catalog }: { now: number; catalog: Catalog }): string[] {
  if (Array.isArray(campaigns)) return campaigns
  return (catalog.launches ?? [])
    .filter(({ at }) => at <= now)
    .sort(latestFirst)
    .slice(0, campaigns.last)
    .map(({ campaign }) => campaign)
}

// Ids are UUIDv7: of two launches in one second, that of the campaign which was made later counts as the later one.
function latestFirst(a: Launch, b: Launch): number {
  return b.at - a.at || (a.campaign < b.campaign ? 1 : -1)
}
