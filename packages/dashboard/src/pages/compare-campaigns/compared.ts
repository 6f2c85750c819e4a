import type { Reply } from '@rollcall/sdk'
import type { CampaignResults } from '../../api.ts'

export type Compared = Reply<'campaigns.compare'>['data'][number]

/** What campaigns are called where there is no room for their names. */
export const LETTERS = 'ABCDE'

type Measure = { label: string; of: string; share: (results: CampaignResults) => number | null; isBad?: true }

/** What is compared as a picture: shares, because audiences differ. */
export const MEASURES: Measure[] = [
  { label: 'Opened', of: 'of those delivered', share: ({ rates }) => rates.opened },
  { label: 'Clicked', of: 'of those delivered', share: ({ rates }) => rates.clicked },
  { label: 'Click to open', of: 'of those who opened', share: ({ rates }) => rates.clickToOpen },
  { label: 'Unsubscribed', of: 'of those delivered', share: ({ rates }) => rates.unsubscribed, isBad: true },
  { label: 'Bounced', of: 'of those handed over', share: ({ rates }) => rates.bounced, isBad: true },
  { label: 'Complained', of: 'of those delivered', share: ({ rates }) => rates.complained, isBad: true },
]

type Row = {
  label: string
  count: (results: CampaignResults) => number
  share?: (results: CampaignResults) => number | null
}

const partOf = (part: number, whole: number) => (whole === 0 ? null : part / whole)

/** What is compared as a table: every count, with its share where it is one of something. */
export const ROWS: Row[] = [
  { label: 'In the audience', count: ({ members }) => members },
  {
    label: 'Could be reached',
    count: ({ members, skipped }) => members - skipped,
    share: ({ members, skipped }) => partOf(members - skipped, members),
  },
  { label: 'Sent', count: ({ sent }) => sent, share: ({ sent, members }) => partOf(sent, members) },
  { label: 'Failed', count: ({ failed }) => failed, share: ({ failed, members }) => partOf(failed, members) },
  { label: 'Delivered', count: ({ delivered }) => delivered, share: ({ rates }) => rates.delivered },
  { label: 'People who opened', count: ({ opened }) => opened.people, share: ({ rates }) => rates.opened },
  { label: 'Opens in all', count: ({ opened }) => opened.total },
  { label: 'People who clicked', count: ({ clicked }) => clicked.people, share: ({ rates }) => rates.clicked },
  { label: 'Clicks in all', count: ({ clicked }) => clicked.total },
  { label: 'Unsubscribed', count: ({ unsubscribed }) => unsubscribed, share: ({ rates }) => rates.unsubscribed },
  { label: 'Bounced', count: ({ bounced }) => bounced, share: ({ rates }) => rates.bounced },
  { label: 'Complained', count: ({ complained }) => complained, share: ({ rates }) => rates.complained },
]
