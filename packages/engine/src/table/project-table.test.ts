import type { Lowering } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { toChunkBatches } from '../batch/to-chunk-batches.ts'
import { CHUNK_ROWS, CHUNK_WORDS } from '../chunk.ts'
import { randomEntryLeaf, randomEvent, withEntries } from '../fixtures/random-entries.ts'
import { columns, randomLowering, randomRow } from '../fixtures/random-rows.ts'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { andInto } from '../kernels/bits.ts'
import { Budget } from '../memory/budget.ts'
import { WordPool } from '../memory/word-pool.ts'
import { ProjectTable } from './project-table.ts'

function makeTable() {
  const budget = new Budget(Number.POSITIVE_INFINITY, { inKernelMemory: true })
  const table = new ProjectTable(budget, new WordPool())
  table.define(columns)
  return { budget, table }
}

function randomBatches(random: Random, size: number) {
  const rowNos = new Set(Array.from({ length: size }, () => random.below(2 * CHUNK_ROWS)))
  const [removed, written] = [[...rowNos].slice(0, size / 10), [...rowNos].slice(size / 10)]
  return toChunkBatches(columns, {
    rows: written.map((rowNo) => withEntries(random, randomRow(random, rowNo))),
    removed,
    events: Array.from({ length: size }, () => randomEvent(random, random.pick(written))),
    eventsReplaced: written.slice(0, size / 20),
  })
}

describe('ProjectTable', () => {
  it('needs no more memory for a batch than it said, and gives all of it back', () => {
    const random = seeded(21)
    const { budget, table } = makeTable()
    for (const size of [1, 10, 300, 1, 3_000, 3_000, 20_000, 5, 20_000, 100]) {
      const batches = randomBatches(random, size)
      const before = budget.usedBytes
      const bound = table.boundBytes(batches)
      table.apply(batches)
      expect(budget.usedBytes - before).toBeLessThanOrEqual(bound)
      expect(table.stats().sizeBytes).toBe(budget.usedBytes)
    }
    table.release()
    expect(budget.usedBytes).toBe(0)
  })

  it('copies one chunk at most when a row comes to many chunks', () => {
    const random = seeded(23)
    const { budget, table } = makeTable()
    const row = (rowNo: number) => withEntries(random, randomRow(random, rowNo))
    const events = (rowNo: number) => [randomEvent(random, rowNo), randomEvent(random, rowNo)]
    const chunks = 12
    for (let chunkNo = 0; chunkNo < chunks; chunkNo++) {
      const rowNos = Array.from({ length: 3_000 }, (_, at) => chunkNo * CHUNK_ROWS + at * 21)
      table.apply(toChunkBatches(columns, { rows: rowNos.map(row), removed: [], events: rowNos.flatMap(events) }))
    }
    const chunkBytes = table.stats().sizeBytes / chunks
    for (let i = 0; i < 40; i++) {
      const rowNo = random.pick([0, 5, chunks - 1, chunks]) * CHUNK_ROWS + 63_100 + i
      const batches = toChunkBatches(columns, { rows: [row(rowNo)], removed: [], events: events(rowNo) })
      const before = budget.takenBytes
      table.apply(batches)
      expect(budget.takenBytes - before).toBeLessThan(2 * chunkBytes)
    }
  })

  it('does not grow while rows come and go, and forgets chunks that nobody is in', () => {
    const { budget, table } = makeTable()
    const used: number[] = []
    for (let chunkNo = 0; chunkNo < 24; chunkNo++) {
      // The same texts again and again: those that no row has any more stay in their dictionary.
      const random = seeded(24)
      const rowNos = Array.from({ length: 500 }, (_, at) => chunkNo * CHUNK_ROWS + at)
      const rows = rowNos.map((rowNo) => withEntries(random, randomRow(random, rowNo)))
      const removed = chunkNo === 0 ? [] : rowNos.map((rowNo) => rowNo - CHUNK_ROWS)
      const events = rowNos.map((rowNo) => randomEvent(random, rowNo))
      table.apply(toChunkBatches(columns, { rows, removed, events }))
      expect(table.alive.chunkNos).toEqual([chunkNo])
      used.push(budget.usedBytes)
    }
    expect(Math.max(...used.slice(2))).toBeLessThanOrEqual(Math.max(...used.slice(0, 2)))
    table.release()
    expect(budget.usedBytes).toBe(0)
  })

  it('asks only about the rows of a mask', () => {
    const random = seeded(22)
    const { table } = makeTable()
    table.apply(randomBatches(random, 20_000))
    const masks = [0, 1].map(() =>
      Uint32Array.from({ length: CHUNK_WORDS }, () => random.below(2 ** 32) & random.below(2 ** 32)),
    )
    for (let i = 0; i < 60; i++) {
      const lowering = i % 2 === 0 ? randomLowering(random, 3) : randomEntryLeaf(random)
      const expected = bitsets(table, lowering)
      for (const [chunkNo, mask] of masks.entries()) andInto(expected[chunkNo], mask)
      expect(
        bitsets(table, lowering, (chunkNo) => masks[chunkNo]),
        JSON.stringify(lowering),
      ).toEqual(expected)
    }
  })
})

function bitsets(table: ProjectTable, lowering: Lowering, mask?: (chunkNo: number) => Uint32Array): Uint32Array[] {
  const found: Uint32Array[] = []
  table.scan(lowering, (_chunkNo, words) => found.push(words.slice()), { mask })
  return found
}
