import { expect, it } from 'vitest'
import { toSentence } from './count-audience.ts'

const unsubscribed = (count: number) => ({ reason: 'unsubscribed', detail: 'unsubscribed', count })
const noAddress = (count: number) => ({ reason: 'no_address', detail: 'have no e-mail address', count })
const suppressed = (count: number) => ({ reason: 'suppressed', detail: 'are on the suppression list', count })

it.each([
  [2456, [unsubscribed(312)], '2,456 people will get this. 312 more match but unsubscribed.'],
  [1, [], '1 person will get this.'],
  [1, [noAddress(1)], '1 person will get this. 1 more matches but has no e-mail address.'],
  [2, [noAddress(2)], '2 people will get this. 2 more match but have no e-mail address.'],
  [0, [suppressed(1)], 'Nobody would get this. 1 matches but is on the suppression list.'],
  [0, [], 'Nobody matches.'],
  [
    10_000,
    [noAddress(1), suppressed(2), unsubscribed(1_997)],
    '10,000 people will get this. 2,000 more match but will not get it: 1 has no e-mail address, 2 are on the suppression list, 1,997 unsubscribed.',
  ],
])('%i people and %j is told as a sentence', (willBeSent, skipped, sentence) => {
  expect(toSentence(willBeSent, skipped)).toBe(sentence)
})
