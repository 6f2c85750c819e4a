import { expect, it } from 'vitest'
import { saysMailboxFails } from './says-mailbox-fails.ts'

it.each([
  ['452 4.2.2 The recipient’s inbox is out of storage space', true],
  ['552 5.2.2 Mailbox full', true],
  ['450 4.4.1 No answer from host', true],
  ['5.4.7 Delivery expired (message too old)', true],
  ['451 4.3.0 Mail system full', true],
  ['MailboxFull', true],
  ['550 Mailbox unavailable', true],
  ['smtp; 450 4.0.0 over quota', true],
  ['552 5.3.4 Message too big for system', false],
  ['421 4.7.28 Unusual rate of mail from your network', false],
  ['550 5.2.1 Blocked by reputation', false],
  ['550 5.7.26 DMARC', false],
  ['554 5.6.0 Content not allowed', false],
  ['451 Try again later', false],
  ['General', false],
  ['', false],
])('%s: %s', (response, expected) => expect(saysMailboxFails(response)).toBe(expected))
