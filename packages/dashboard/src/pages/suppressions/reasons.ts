import type { Reply } from '@rollcall/sdk'

export type Suppression = Reply<'suppressions.list'>['data'][number]
export type Reason = Suppression['reason']

type Words = {
  label: string
  what: string
  toDo: string
  /** What taking it off the list leads to. */
  after: string
}

/** What each reason means, what to do about it, and what follows when it is gone. */
export const REASONS: Record<Reason, Words> = {
  bounce: {
    label: 'Bounced',
    what: 'Mail to it came back.',
    toDo: 'Ask them for another address, or take it off the list once you know that it works.',
    after:
      'Campaigns write to it again. If it comes back once more, it is on the list again, and your bounce rate rises.',
  },
  soft_bounces: {
    label: 'Kept bouncing',
    what: 'Five messages in 30 days, over two weeks or more, found a mailbox that could not take them, and none arrived.',
    toDo: 'Take it off when they say that their mailbox works again. Receipts and the like still go to it.',
    after:
      'Campaigns write to it again. The next message that does not arrive puts it back, unless one arrived in between.',
  },
  complaint: {
    label: 'Reported as spam',
    what: 'They reported a message as spam.',
    toDo: 'Leave it: another message would harm how all your mail arrives. Only their own new request changes that.',
    after: 'They may get mail again. Who reports a second message harms how all your mail arrives.',
  },
  unsubscribe: {
    label: 'Unsubscribed',
    what: 'They asked for no more mail at this address.',
    toDo: 'Leave it unless they ask again; then take it off and write down where they said so.',
    after: 'Their status stays as it is. Writing to somebody who said no is against the law in most countries.',
  },
  manual: {
    label: 'Added by hand',
    what: 'Somebody here put it on the list.',
    toDo: 'Take it off once the reason is gone.',
    after: 'It gets mail again if its person is subscribed.',
  },
  erased: {
    label: 'Erased',
    what: 'This person had themselves erased, and the address came in again.',
    toDo: 'Delete or erase the contact; take it off only when they came back of their own will.',
    after: 'That they were erased is forgotten, too.',
  },
}

// why: the keys of the table are exactly the reasons
export const REASON_IDS = Object.keys(REASONS) as Reason[]

/** Those that somebody can give; what was erased is known by itself. */
export const GIVEN_REASONS = ['manual', 'unsubscribe', 'complaint', 'bounce', 'soft_bounces'] as const
export type GivenReason = (typeof GIVEN_REASONS)[number]

/** The reason with which an entry is put back; that somebody was erased is forgotten with it. */
export function givenReasonOf(reason: Reason): GivenReason {
  return reason === 'erased' ? 'manual' : reason
}

/** Whether an entry for this reason can leave transactional mail alone; for the others it is settled. */
export function canBeMarketingOnly(reason: Reason): boolean {
  return reason === 'complaint' || reason === 'manual'
}

/** What an entry keeps away, in words. */
export function extentText({ reason, marketingOnly }: Pick<Suppression, 'reason' | 'marketingOnly'>): string {
  const isMarketing =
    reason === 'unsubscribe' || reason === 'soft_bounces' || (canBeMarketingOnly(reason) && marketingOnly)
  return isMarketing ? 'Marketing' : 'All mail'
}
