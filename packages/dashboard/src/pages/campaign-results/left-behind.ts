import type { CampaignResults } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'

/** People whom a campaign did not reach, or perhaps not, with what that means. */
export type Left = { to: 'failed' | 'uncertain' | 'cancelled'; people: number; words: string }

type Counted = Pick<CampaignResults, 'failed' | 'uncertain' | 'cancelled' | 'failedReasons'>

/** Those who could be sent it again; nobody whose mailbox does not exist. */
export function leftBehind({ failed, uncertain, cancelled, failedReasons }: Counted): Left[] {
  const gone = failedReasons.find(({ reason }) => reason === 'no_mailbox')?.count ?? 0
  const people = (count: number) => countText(count, 'person', 'people')
  const left: Left[] = [
    {
      to: 'failed',
      people: failed - gone,
      words: `For ${people(failed - gone)} it failed, for another reason than a mailbox that does not exist.`,
    },
    {
      to: 'uncertain',
      people: uncertain,
      words: `Whether ${people(uncertain)} got it is uncertain: some of them may have it already, and would get it twice.`,
    },
    { to: 'cancelled', people: cancelled, words: `For ${people(cancelled)} it was cancelled before their turn came.` },
  ]
  return left.filter((one) => one.people > 0)
}
