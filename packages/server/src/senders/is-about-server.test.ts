import { expect, it } from 'vitest'
import { isAboutServer } from './is-about-server.ts'

it.each<[boolean, string, string]>([
  [true, 'RCPT TO', '421 4.7.0 Try again later, closing connection'],
  [true, 'DATA', '454 Throttling failure: Maximum sending rate exceeded.'],
  [true, 'DATA', '454 Throttling failure: Daily message quota exceeded.'],
  [true, 'MAIL FROM', '450 not now'],
  [true, 'MAIL FROM', '452 4.2.2 whatever it is'],
  [true, 'RCPT TO', '452 daily quota reached'],
  [true, 'RCPT TO', '452 Too many recipients received this hour'],
  [true, 'RCPT TO', '451 4.7.500 Server busy. Please try again later'],
  [true, 'RCPT TO', '450 4.7.1 Rate limit of 100 messages an hour'],
  [true, 'DATA', '452 4.3.1 Insufficient system storage'],
  [true, 'DATA', '452 Requested action not taken: insufficient system storage'],
  [false, 'RCPT TO', '450 no'],
  [false, 'RCPT TO', '450 4.2.0 Recipient address rejected: Greylisted'],
  [false, 'RCPT TO', '451 4.7.1 Greylisting in action, please come back later'],
  [false, 'RCPT TO', '450 4.2.1 The user you are trying to contact is receiving mail at a rate that is too high'],
  [false, 'RCPT TO', '452 4.2.2 Mailbox full, quota exceeded'],
  [false, 'DATA', '452 The mailbox is over its limit'],
  [false, 'RCPT TO', '450 4.1.1 unverified address'],
  [false, 'DATA', '451 Requested action aborted: local error in processing'],
])('is %s of an answer to %s: %s', (expected, command, response) => {
  expect(isAboutServer({ code: Number(response.slice(0, 3)), command, response })).toBe(expected)
})
