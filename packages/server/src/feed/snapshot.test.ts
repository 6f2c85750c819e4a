import { describe, expect, it } from 'vitest'
import { contains, parseSnapshot } from './snapshot.ts'

function check(snapshot: string, xid: bigint, expected: boolean) {
  expect(contains(parseSnapshot(snapshot), xid)).toBe(expected)
}

describe('a snapshot', () => {
  it('contains what finished before its oldest running transaction', () => check('10:20:10,15', 9n, true))
  it('does not contain a transaction that was running', () => check('10:20:10,15', 15n, false))
  it('contains a transaction that finished between two running ones', () => check('10:20:10,15', 12n, true))
  it('does not contain a transaction that had not started', () => check('10:20:10,15', 20n, false))
  it('reads a snapshot in which nothing was running', () => check('20:20:', 19n, true))
})
