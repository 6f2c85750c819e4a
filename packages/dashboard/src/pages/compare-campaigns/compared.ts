import type { Reply } from '@rollcall/sdk'
import type { CampaignResults } from '../../api.ts'

export type Compared = Reply<'campaigns.compare'>['data'][number]

/** What campaigns are called where there is no room for their names. */
export const LETTERS = 'ABCDE'

/** What a figure is known of: nobody sees who reads a text, and only texts are answered. */
type On = 'mail' | 'texts' | undefined

type Measure = {
  label: string
  of: string
  share: (results: CampaignResults) => number | null
  on?: On
  isBad?: true
}

const partOf = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const repliedShare = ({ replied, delivered }: CampaignResults) => partOf(replied, delivered)

/** What is compared as a picture: shares, because audiences differ. */
const MEASURES: Measure[] = [
  { label: 'Opened', of: 'of those delivered', share: ({ rates }) => rates.opened, on: 'mail' },
  { label: 'Clicked', of: 'of those delivered', share: ({ rates }) => rates.clicked, on: 'mail' },
  { label: 'Click to open', of: 'of those who opened', share: ({ rates }) => rates.clickToOpen, on: 'mail' },
  { label: 'Replied', of: 'of those delivered', share: repliedShare, on: 'texts' },
  { label: 'Unsubscribed', of: 'of those delivered', share: ({ rates }) => rates.unsubscribed, isBad: true },
  { label: 'Bounced', of: 'of those handed over', share: ({ rates }) => rates.bounced, isBad: true },
  { label: 'Complained', of: 'of those delivered', share: ({ rates }) => rates.complained, on: 'mail', isBad: true },
]

type Row = {
  label: string
  count: (results: CampaignResults) => number
  share?: (results: CampaignResults) => number | null
  on?: On
}

/** What is compared as a table: every count, with its share where it is one of something. */
const ROWS: Row[] = [
  { label: 'In the audience', count: ({ members }) => members },
  {
    label: 'Could be reached',
    count: ({ members, skipped }) => members - skipped,
    share: ({ members, skipped }) => partOf(members - skipped, members),
  },
  { label: 'Sent', count: ({ sent }) => sent, share: ({ sent, members }) => partOf(sent, members) },
  { label: 'Failed', count: ({ failed }) => failed, share: ({ failed, members }) => partOf(failed, members) },
  { label: 'Delivered', count: ({ delivered }) => delivered, share: ({ rates }) => rates.delivered },
  { label: 'Reported undelivered', count: ({ undelivered }) => undelivered },
  ...onMail([
    { label: 'People who opened', count: ({ opened }) => opened.people, share: ({ rates }) => rates.opened },
    { label: 'Opens in all', count: ({ opened }) => opened.total },
    { label: 'People who clicked', count: ({ clicked }) => clicked.people, share: ({ rates }) => rates.clicked },
    { label: 'Clicks in all', count: ({ clicked }) => clicked.total },
  ]),
  { label: 'Replied', count: ({ replied }) => replied, share: repliedShare, on: 'texts' },
  { label: 'Unsubscribed', count: ({ unsubscribed }) => unsubscribed, share: ({ rates }) => rates.unsubscribed },
  { label: 'Bounced', count: ({ bounced }) => bounced, share: ({ rates }) => rates.bounced },
  ...onMail([{ label: 'Complained', count: ({ complained }) => complained, share: ({ rates }) => rates.complained }]),
]

function onMail(rows: Row[]): Row[] {
  return rows.map((row) => ({ ...row, on: 'mail' }))
}

/** Whether a figure is known of a campaign. */
export function isOn({ channel }: Pick<Compared, 'channel'>, on: On): boolean {
  return on === undefined || (on === 'mail') === (channel === 'email')
}

/** What is known of any of these campaigns. Of texts alone, whoever unsubscribed opted out of the channel. */
function knownOf<Part extends { label: string; on?: On }>(parts: Part[], campaigns: Compared[]): Part[] {
  const isMail = campaigns.some(({ channel }) => channel === 'email')
  return parts
    .filter(({ on }) => campaigns.some((campaign) => isOn(campaign, on)))
    .map((part) => (part.label === 'Unsubscribed' && !isMail ? { ...part, label: 'Opted out' } : part))
}

export function measuresOf(campaigns: Compared[]): Measure[] {
  return knownOf(MEASURES, campaigns)
}

export function rowsOf(campaigns: Compared[]): Row[] {
  return knownOf(ROWS, campaigns)
}
