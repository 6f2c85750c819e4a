import { describe, expect, it } from 'vitest'
import { bounceOf } from './bounce-class.ts'

const bounced = 'bounced'
const undelivered = 'undelivered'

describe('bounceOf', () => {
  it.each<[Parameters<typeof bounceOf>[0], string]>([
    // The words of Amazon SES, with and without a code.
    [{ type: 'Permanent', detail: 'General', note: '' }, bounced],
    [{ type: 'Permanent', detail: 'NoEmail', status: '5.1.1', note: 'smtp; 550 5.1.1 user unknown' }, bounced],
    [{ type: 'Permanent', detail: 'Suppressed', status: '5.1.1', note: 'has a recent history of bouncing' }, bounced],
    [{ type: 'Permanent', detail: 'General', status: '5.0.0', note: '550 no' }, bounced],
    [{ type: 'Permanent', detail: 'General', status: '5.7.1', note: '550 5.7.1 blocked by policy' }, undelivered],
    [{ type: 'Permanent', detail: 'General', status: '5.7.26', note: 'unauthenticated' }, undelivered],
    [{ type: 'Permanent', detail: 'ContentRejected', note: '' }, undelivered],
    [{ type: 'Transient', detail: 'General', status: '5.1.1', note: '' }, undelivered],
    [{ type: 'Transient', detail: 'MailboxFull', note: '' }, undelivered],
    [{ type: 'Undetermined', detail: 'Undetermined', note: '' }, undelivered],
    // RFC 3463 alone, as mail says it.
    [{ status: '5.1.1', note: '' }, bounced],
    [{ status: '5.1.10', note: 'null MX' }, bounced],
    [{ status: '5.2.1', note: 'mailbox disabled' }, bounced],
    [{ status: '5.2.2', note: 'mailbox full' }, undelivered],
    [{ status: '4.4.7', note: 'delivery time expired' }, undelivered],
    [{ status: '5.7.515', note: 'authentication level' }, undelivered],
    // Servers that give no code, and words that say nothing.
    [{ status: '5.0.0', note: '550 No such user here' }, bounced],
    [{ note: '550 rejected due to spam content, user unknown to us' }, undelivered],
    [{ note: 'something else' }, undelivered],
    [{ note: '' }, undelivered],
  ])('%j is %s', (told, expected) => expect(bounceOf(told)).toBe(expected))
})
