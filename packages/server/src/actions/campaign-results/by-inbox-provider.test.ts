import { expect, it } from 'vitest'
import { byInboxProvider } from './by-inbox-provider.ts'

const counts = (members: number) => ({
  ...{ members, sent: members, delivered: members - 1 },
  ...{ failed: 0, deferred: 0, opened: 1, clicked: 0 },
})

it('adds up the domains of each who runs mailboxes', () => {
  const domains = [
    { domain: 'ours.example', ...counts(5) },
    { domain: 'gmail.com', ...counts(4) },
    { domain: 'googlemail.com', ...counts(3) },
    { domain: 'theirs.example', ...counts(1) },
  ]
  expect(byInboxProvider(domains)).toEqual([
    { provider: 'gmail', ...counts(7), delivered: 5, opened: 2 },
    { provider: null, ...counts(6), delivered: 4, opened: 2 },
  ])
})
