import { RowBitmap } from '@rollcall/engine'
import { expect, it } from 'vitest'
import type { Reason } from './reasons.ts'
import { replayed } from './recorded-members.ts'
import { toTransition, toTransitions } from './to-transitions.ts'

const occasion = { segmentId: 's', version: 2, at: new Date(0) }
const by = (actor: string, xid: string): Reason => ({ cause: 'change', actor, xid })

it('makes an entry for each direction, cause and actor, with the latest transaction', () => {
  const reasons: Record<number, Reason> = {
    1: by('key:a', '9'),
    2: by('key:b', '8'),
    3: by('key:a', '10'),
    4: { cause: 'time', actor: null, xid: null },
  }
  const change = { segment: 'seg_s', entered: Uint32Array.of(1, 2, 3), left: Uint32Array.of(4) }
  const entries = toTransitions(change, occasion, (rowNo) => reasons[rowNo])
  expect(entries.map(({ direction, cause, actor, xid, rowNos }) => [direction, cause, actor, xid, rowNos])).toEqual([
    ['left', 'time', null, null, [4]],
    ['entered', 'change', 'key:a', '10', [1, 3]],
    ['entered', 'change', 'key:b', '8', [2]],
  ])
})

it.each([
  [1_000, true],
  [1_001, false],
])('lists %s contacts: %s', (count, isListed) => {
  const rowNos = Array.from({ length: count }, (_, n) => n * 3)
  const entry = toTransition('entered', rowNos, { occasion, reason: by('key:a', '9') })
  expect([entry.count, entry.rowNos !== null, entry.members === null]).toEqual([count, isListed, isListed])
  if (!isListed) {
    expect([entry.lowest, entry.highest]).toEqual([0, 3_000])
    expect([...RowBitmap.fromBytes(entry.members ?? Buffer.of())]).toEqual(rowNos)
  }
})

it.each<[base: number[], log: ['+' | '-', number[], 'large'?][], members: number[]]>([
  [[1, 2], [], [1, 2]],
  [
    [1, 2],
    [
      ['-', [1]],
      ['+', [3]],
    ],
    [2, 3],
  ],
  [
    [1],
    [
      ['-', [1]],
      ['+', [1]],
      ['-', [1]],
    ],
    [],
  ],
  [
    [],
    [
      ['+', [1, 2]],
      ['-', [1, 2, 3], 'large'],
      ['+', [2]],
    ],
    [2],
  ],
  [
    [5],
    [
      ['-', [5]],
      ['+', [4, 5, 6], 'large'],
      ['-', [6]],
    ],
    [4, 5],
  ],
])('of %j after %j there remain %j', (base, log, members) => {
  const entries = log.map(([sign, rowNos, large]) => ({
    direction: sign === '+' ? ('entered' as const) : ('left' as const),
    rowNos: large ? null : rowNos,
    members: large ? Buffer.from(RowBitmap.of(rowNos).toBytes()) : null,
  }))
  expect([...replayed(RowBitmap.of(base), entries)]).toEqual(members)
})
