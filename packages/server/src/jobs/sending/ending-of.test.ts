import { expect, it } from 'vitest'
import type { SendOutcome } from '../../senders/sender.ts'
import type { Ending } from '../../store/delivery-attempts.ts'
import { endingOf } from './ending-of.ts'

const now = new Date('2026-03-01T09:30:00Z')
const person = {
  campaignId: 'c',
  rowNo: 1,
  messageId: null,
  email: 'a@b.org',
  firstName: null,
  lastName: null,
  name: null,
  fields: {},
}

it.each<[string, number, SendOutcome, Partial<Ending>]>([
  ['taken over', 0, { outcome: 'accepted', response: '250 ok' }, { state: 'sent', reason: null, isCounted: true }],
  [
    'refused',
    0,
    { outcome: 'rejected', response: '550 no' },
    { state: 'failed', reason: 'rejected', response: '550 no' },
  ],
  ['unanswered', 0, { outcome: 'uncertain', response: 'reset' }, { state: 'uncertain', reason: 'no_answer' }],
  [
    'put off once',
    0,
    { outcome: 'deferred', response: '450' },
    { state: 'deferred', notBefore: new Date('2026-03-01T09:31:00Z') },
  ],
  [
    'put off twice',
    1,
    { outcome: 'deferred', response: '450' },
    { state: 'deferred', notBefore: new Date('2026-03-01T09:35:00Z') },
  ],
  [
    'put off four times',
    3,
    { outcome: 'deferred', response: '450' },
    { state: 'deferred', notBefore: new Date('2026-03-01T10:30:00Z') },
  ],
  [
    'put off five times',
    4,
    { outcome: 'deferred', response: '450' },
    { state: 'failed', reason: 'gave_up', notBefore: null },
  ],
  [
    'before a server that is down',
    4,
    { outcome: 'deferred', response: 'ECONNREFUSED', isServerDown: true },
    { state: 'queued', isCounted: false, response: 'ECONNREFUSED', notBefore: null },
  ],
])('a message %s', (_name, attempts, outcome, expected) => {
  const delivery = { ...person, projectId: 1, id: 'd', fence: 3, attempts }
  expect(endingOf(delivery, outcome, now)).toMatchObject({ projectId: 1, id: 'd', fence: 3, ...expected })
})
