import { COUNTRIES, TEXTS } from '../fixture/audience.ts'
import { CAMPAIGNS, TAGS } from '../fixture/names.ts'
import { word } from '../fixture/words.ts'

/** What one run of the suite asks for. */
export type Asked = {
  tags: [number, number]
  notTag: number
  countries: [string, string]
  industry: string
  ltv: number
  visits: number
  campaign: number
  cityPart: string
  emailPart: string
  amount: number
  sum: number
  /** The two segments of S12: `inside` is S1 of that run's values, `outside` is S2 of them. */
  inside: number
  outside: number
}

/**
 * The values of the n-th run: others in each, for us and for the peers, so that nobody can answer from what was kept of an
 * earlier run.
 */
export function asked(run: number): Asked {
  return {
    tags: [(1 + run) % TAGS, (20 + run) % TAGS],
    notTag: (3 + 2 * run) % TAGS,
    countries: [COUNTRIES[run % 20], COUNTRIES[(run + 1) % 20]],
    industry: word(run % TEXTS.industry, 3),
    ltv: 500 + (run % 400),
    visits: 900 + (run % 90),
    campaign: (7 * run) % CAMPAIGNS,
    cityPart: word(1_000 + 37 * run, 2).slice(0, 3),
    emailPart: word(2_000 + 41 * run, 2),
    amount: 100 + (run % 200),
    sum: 500 + (run % 200),
    inside: 2 * run,
    outside: 2 * run + 1,
  }
}
