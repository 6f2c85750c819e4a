import { describe, expect, it } from 'vitest'
import { CHUNK_ROWS, MAX_ROW_NO } from '../chunk.ts'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { CorruptBitmapError } from './corrupt-bitmap-error.ts'
import { RowBitmap } from './row-bitmap.ts'

const stretch = (from: number, length: number) => Array.from({ length }, (_, i) => from + i)

const shapes: [string, number[]][] = [
  ['nobody', []],
  ['one row', [0]],
  ['the last row there can be', [MAX_ROW_NO]],
  ['both sides of a chunk border', [CHUNK_ROWS - 1, CHUNK_ROWS]],
  ['few rows', [3, 70_000, 70_002, 900_000]],
  ['a full chunk', stretch(CHUNK_ROWS, CHUNK_ROWS)],
  ['runs with holes', [...stretch(10, 500), ...stretch(511, 500), ...stretch(CHUNK_ROWS - 5, 10)]],
  ['every other row', stretch(0, 40_000).map((i) => i * 2)],
  ['just sorted', stretch(0, 4_096).map((i) => i * 3)],
  ['just a bitset', stretch(0, 4_097).map((i) => i * 3)],
]

describe('RowBitmap', () => {
  it.each(shapes)('holds %s', (_name, rows) => {
    const bitmap = RowBitmap.of(rows.toReversed())
    expect(bitmap.count).toBe(rows.length)
    expect([...bitmap]).toEqual(rows)
    expect(bitmap.slice({ limit: Number.POSITIVE_INFINITY })).toEqual(rows)
    for (const rowNo of [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS * 2 - 1, MAX_ROW_NO]) {
      expect(bitmap.has(rowNo), `row ${rowNo}`).toBe(rows.includes(rowNo))
    }
    expect([...RowBitmap.fromBytes(bitmap.toBytes())]).toEqual(rows)
  })

  it('slices what comes after a row', () => {
    const bitmap = RowBitmap.of([1, 5, CHUNK_ROWS - 1, CHUNK_ROWS, 3 * CHUNK_ROWS, MAX_ROW_NO])
    const slices: [number, number, number[]][] = [
      [-1, 2, [1, 5]],
      [0, 1, [1]],
      [1, 2, [5, CHUNK_ROWS - 1]],
      [CHUNK_ROWS - 1, 9, [CHUNK_ROWS, 3 * CHUNK_ROWS, MAX_ROW_NO]],
      [CHUNK_ROWS + 1, 1, [3 * CHUNK_ROWS]],
      [MAX_ROW_NO, 9, []],
      [5, 0, []],
    ]
    for (const [after, limit, rows] of slices) expect(bitmap.slice({ after, limit }), `after ${after}`).toEqual(rows)
  })

  it('joins, intersects and subtracts as sets do', () => {
    const random = seeded(3)
    for (let round = 0; round < 20; round++) {
      const [a, b] = [randomRows(random), randomRows(random)]
      const [left, right] = [RowBitmap.of(a), RowBitmap.of(b)]
      expect([...left.and(right)]).toEqual(ascending(a.intersection(b)))
      expect([...left.or(right)]).toEqual(ascending(a.union(b)))
      expect([...left.andNot(right)]).toEqual(ascending(a.difference(b)))
    }
  })

  it('takes little space for what is regular', () => {
    expect(RowBitmap.of(stretch(0, 10 * CHUNK_ROWS)).toBytes().length).toBeLessThan(120)
    expect(RowBitmap.of(stretch(0, 100).map((i) => i * 50)).toBytes().length).toBeLessThan(220)
    expect(RowBitmap.of(stretch(0, 30_000).map((i) => i * 2)).toBytes().length).toBeLessThan(8_220)
  })

  it('keeps reading what version 1 wrote', () => {
    const hex = '52434201030000000000010100010005000100030000faff050002000100000000a3c1dd86'
    expect(
      Buffer.from(RowBitmap.of([1, 5, ...stretch(2 * CHUNK_ROWS - 6, 6), 2 * CHUNK_ROWS]).toBytes()).toString('hex'),
    ).toBe(hex)
  })

  it('notices every changed, missing or added byte', () => {
    const bytes = RowBitmap.of([
      1,
      5,
      9,
      ...stretch(CHUNK_ROWS, 300),
      ...stretch(3 * CHUNK_ROWS, 50).map((i) => i * 2),
    ]).toBytes()
    for (let at = 0; at < bytes.length; at++) {
      for (const change of [1, 0x80, 0xff]) {
        const changed = bytes.slice()
        changed[at] ^= change
        expect(() => RowBitmap.fromBytes(changed), `byte ${at}`).toThrow(CorruptBitmapError)
      }
      expect(() => RowBitmap.fromBytes(bytes.subarray(0, at)), `cut at ${at}`).toThrow(CorruptBitmapError)
    }
    expect(() => RowBitmap.fromBytes(Uint8Array.of(...bytes, 0))).toThrow(CorruptBitmapError)
  })

  // With a right checksum, so that only the structure is wrong.
  const structures: [string, number[]][] = [
    ['a place twice', [0, 0, 1, 1, 0, 5, 0, 5, 0]],
    ['runs that touch', [0, 0, 3, 1, 0, 5, 0, 0, 0, 6, 0, 0, 0]],
    ['a run over the end of its chunk', [0, 0, 3, 0, 0, 255, 255, 1, 0]],
    ['an unknown kind', [0, 0, 4, 0, 0, 5, 0]],
    ['fewer bytes than entries', [0, 0, 1, 9, 0, 5, 0]],
    ['more bytes than entries', [0, 0, 1, 0, 0, 5, 0, 6, 0]],
  ]
  it.each(structures)('refuses %s', (_name, chunk) => {
    expect(() => RowBitmap.fromBytes(signed([0x52, 0x43, 0x42, 1, 1, 0, 0, 0, ...chunk]))).toThrow(CorruptBitmapError)
  })

  it('refuses chunks out of order', () => {
    const chunk = [1, 0, 1, 0, 0, 5, 0]
    expect(() => RowBitmap.fromBytes(signed([0x52, 0x43, 0x42, 1, 2, 0, 0, 0, ...chunk, ...chunk]))).toThrow(
      /out of order/,
    )
  })
})

function signed(bytes: number[]): Uint8Array {
  const checksum = bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5)
  return Uint8Array.of(...bytes, checksum, checksum >>> 8, checksum >>> 16, checksum >>> 24)
}

function randomRows(random: Random): Set<number> {
  const size = random.pick([0, 5, 3_000, 9_000])
  return new Set(Array.from({ length: size }, () => random.below(random.pick([1, 2, 3]) * CHUNK_ROWS)))
}

function ascending(rows: Set<number>): number[] {
  return [...rows].sort((a, b) => a - b)
}
