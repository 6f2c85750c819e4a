import { expect, it } from 'vitest'
import type { SendOutcome } from '../../senders/sender.ts'
import type { Ending } from '../../store/delivery-attempts.ts'
import { endingOf } from './ending-of.ts'

const now = new Date('2026-03-01T09:30:00Z')
const person = {
  campaignId: 'c',
  rowNo: 1,
  messageId: null,
  address: 'a@b.org',
  contactId: null,
  externalId: null,
  ...{ phone: null, country: null, language: null, timezone: null, company: null, jobTitle: null, source: null },
  email: 'a@b.org',
  firstName: null,
  lastName: null,
  name: null,
  fields: {},
  variant: null,
  isTracked: true,
  isSingle: false,
}

const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const deferred: SendOutcome = { outcome: 'deferred', response: '450' }

it.each<[number, SendOutcome, Partial<Ending>]>([
  [0, { outcome: 'accepted', response: '250 ok' }, { state: 'sent', reason: null, isCounted: true }],
  [0, { outcome: 'rejected', response: '550 no' }, { state: 'failed', reason: 'rejected', response: '550 no' }],
  [0, { outcome: 'rejected', response: '550 5.1.1 gone' }, { state: 'failed', reason: 'no_mailbox' }],
  [0, { outcome: 'rejected', response: '550 5.7.26 no DKIM' }, { state: 'queued', isCounted: false }],
  [0, { outcome: 'uncertain', response: 'reset' }, { state: 'uncertain', reason: 'no_answer' }],
  [0, deferred, { state: 'deferred', notBefore: minutes(1) }],
  [1, deferred, { state: 'deferred', notBefore: minutes(5) }],
  [2, deferred, { state: 'deferred', notBefore: minutes(15) }],
  [3, deferred, { state: 'deferred', notBefore: minutes(60) }],
  [4, deferred, { state: 'deferred', notBefore: minutes(240) }],
  [26, deferred, { state: 'deferred', notBefore: minutes(240) }],
  [27, deferred, { state: 'failed', reason: 'gave_up', notBefore: null }],
  [3, { ...deferred, mayHaveArrived: true }, { state: 'deferred', notBefore: minutes(60) }],
  [4, { ...deferred, mayHaveArrived: true }, { state: 'failed', reason: 'gave_up', notBefore: null }],
  [4, { ...deferred, isServerDown: true }, { state: 'queued', isCounted: false, notBefore: null }],
  [4, { ...deferred, isServerDown: true, letsOthersPass: true }, { state: 'deferred', notBefore: minutes(240) }],
  [27, { ...deferred, isServerDown: true, letsOthersPass: true }, { state: 'failed', reason: 'gave_up' }],
])('after %i attempts, %j is kept as %j', (...[attempts, outcome, expected]) => {
  const delivery = { ...person, projectId: 1, id: 'd', fence: 3, attempts }
  expect(endingOf(delivery, outcome, { now })).toMatchObject({ projectId: 1, id: 'd', fence: 3, ...expected })
})

it('tries again what may have arrived where the campaign says so, and gives up as with anything else', () => {
  const uncertain: SendOutcome = { outcome: 'uncertain', response: 'reset' }
  const after = (attempts: number) =>
    endingOf({ ...person, projectId: 1, id: 'd', fence: 3, attempts }, uncertain, { now, retryUncertain: true })
  expect(after(0)).toMatchObject({ state: 'deferred', notBefore: minutes(1) })
  expect(after(4)).toMatchObject({ state: 'failed', reason: 'gave_up' })
})
