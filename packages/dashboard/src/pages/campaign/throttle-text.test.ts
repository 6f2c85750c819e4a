import { expect, it } from 'vitest'
import { throttleText } from './throttle-text.ts'

const until = '2026-12-01T02:00:00.000Z'
const reason = 'It waits for 09:00 in Jakarta: 12,400 people.'

it.each([
  [{ reason, until, isHeld: true }, `${reason} That is Tue, 1 Dec 2026, 03:00 for you.`],
  [{ reason: 'The mail server is away.', until: null, isHeld: true }, 'The mail server is away.'],
  [
    { reason: 'Its plan sends at most 100 messages an hour.', until, isHeld: false },
    'Its plan sends at most 100 messages an hour. The last one leaves about Tue, 1 Dec 2026, 03:00.',
  ],
])('%j', (throttle, text) => {
  expect(throttleText(throttle, 'Europe/Berlin')).toBe(text)
})
