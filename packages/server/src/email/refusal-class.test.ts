import { expect, it } from 'vitest'
import { refusalClassOf } from './refusal-class.ts'

// As large providers write them.
it.each([
  ['550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking', 'recipient'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'recipient'],
  ['550 5.2.1 The email account that you tried to reach is inactive', 'recipient'],
  ['552 5.2.2 The recipient’s inbox is out of storage space', 'message'],
  ['554 5.2.2 mailbox full', 'message'],
  ['550-5.7.26 Your email has been blocked because the sender is unauthenticated.', 'sender'],
  ['550 5.7.515 Access denied, sending domain example.org does not meet the required authentication level', 'sender'],
  ['550 5.7.1 Message rejected due to content restrictions: user unknown to us as a sender', 'message'],
  ['554 5.7.1 Service unavailable; Client host blocked using a blacklist', 'message'],
  ['550 No such user here', 'recipient'],
  ['550 Requested action not taken: mailbox unavailable', 'recipient'],
  ['550 5.0.0 User unknown', 'recipient'],
  ['552 mailbox full', 'message'],
  ['550 Relay access denied', 'sender'],
  ['550 spam message rejected. User does not exist on the whitelist', 'message'],
  ['500 what?', 'message'],
  ['', 'message'],
])('%j is about the %s', (response, expected) => {
  expect(refusalClassOf(response)).toBe(expected)
})
