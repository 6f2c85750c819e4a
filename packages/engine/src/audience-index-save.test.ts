import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import type { RowBatch } from './batch/row-batch.ts'
import { DamagedPartError } from './checkpoint/damaged-part-error.ts'
import type { SavedPart } from './checkpoint/save-shard.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { randomEntryLeaf, randomEvent, withEntries } from './fixtures/random-entries.ts'
import { columns, randomLowering, randomRow } from './fixtures/random-rows.ts'
import { type Random, seeded } from './fixtures/seeded.ts'
import { openLocalShard } from './shards/local-channel.ts'
import { openWorkerShard } from './shards/worker-channel.ts'

const ROW_SPACE = 3 * CHUNK_ROWS
const QUESTIONS = 300
const QUICK = { maxBytes: 2 ** 30 }

function openIndex(): AudienceIndex {
  return new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard(QUICK) })
}

function randomBatch(random: Random, size: number): RowBatch {
  const rowNos = [...new Set(Array.from({ length: size }, () => random.below(ROW_SPACE)))]
  const written = rowNos.filter(() => random.isTrue(0.9))
  const isWritten = new Set(written)
  return {
    rows: written.map((rowNo) => withEntries(random, randomRow(random, rowNo))),
    removed: rowNos.filter((rowNo) => !isWritten.has(rowNo)),
    events: Array.from({ length: size * 3 }, () => randomEvent(random, random.pick(rowNos))),
  }
}

async function filled(random: Random): Promise<AudienceIndex> {
  const index = openIndex()
  await index.defineColumns(1, columns)
  for (const size of [1_500, 3_000, 20, 1]) await index.apply(1, randomBatch(random, size))
  return index
}

async function saved(index: AudienceIndex): Promise<SavedPart[]> {
  const parts: SavedPart[] = []
  for await (const { shard, bytes } of index.save(1)) parts.push({ shard, bytes: bytes.slice() })
  return parts
}

async function* each(parts: SavedPart[]): AsyncGenerator<SavedPart> {
  for (const { shard, bytes } of parts) yield { shard, bytes: bytes.slice() }
}

async function expectSame(random: Random, one: AudienceIndex, other: AudienceIndex): Promise<void> {
  for (let i = 0; i < QUESTIONS; i++) {
    const lowering = random.isTrue(0.5) ? randomEntryLeaf(random) : randomLowering(random, 2)
    const [expected, answer] = await Promise.all([one.members(1, lowering), other.members(1, lowering)])
    expect(answer.toBytes(), JSON.stringify(lowering)).toEqual(expected.toBytes())
  }
  for (const { id: column } of columns) {
    const sort = { column, direction: 'ascending' as const }
    const everyone = { is: 'constant', value: true } as const
    const options = { sort, limit: 50 }
    expect(await other.page(1, everyone, options)).toEqual(await one.page(1, everyone, options))
  }
}

describe('a saved project', () => {
  const seed = Date.now() % 1_000_000

  it(`answers the same once it is restored, also after further changes (seed ${seed})`, async () => {
    const random = seeded(seed)
    const index = await filled(random)
    const restored = openIndex()
    await restored.restoreAll(1, columns, each(await saved(index)))
    await expectSame(random, index, restored)
    for (let i = 0; i < 5; i++) {
      const batch = randomBatch(random, 300)
      await Promise.all([index.apply(1, batch), restored.apply(1, batch)])
    }
    await expectSame(random, index, restored)
  })

  it(`is complete once what changed while it was saved is applied again (seed ${seed})`, async () => {
    const random = seeded(seed + 1)
    const index = await filled(random)
    const [parts, batches]: [SavedPart[], RowBatch[]] = [[], []]
    for await (const { shard, bytes } of index.save(1)) {
      parts.push({ shard, bytes: bytes.slice() })
      const batch = { ...randomBatch(random, 2_000), events: [] }
      batches.push(batch)
      await index.apply(1, batch)
    }
    const restored = openIndex()
    await restored.restoreAll(1, columns, each(parts))
    for (const batch of batches) await restored.apply(1, batch)
    await expectSame(random, index, restored)
  })

  it('refuses a part of which any byte was changed, and keeps what it had', async () => {
    const random = seeded(7)
    const parts = await saved(await filled(random))
    const index = await filled(random)
    const before = await saved(index)
    for (let i = 0; i < 30; i++) {
      const at = random.below(parts.length)
      const bytes = parts[at].bytes.slice()
      bytes[i < 8 ? i : random.below(bytes.length)] ^= 1 << random.below(8)
      const damaged = parts.with(at, { shard: parts[at].shard, bytes })
      await expect(index.restoreAll(1, columns, each(damaged))).rejects.toThrow(DamagedPartError)
    }
    await expect(index.restoreAll(1, columns, each([...parts, parts[0]]))).rejects.toThrow(DamagedPartError)
    expect(await saved(index)).toEqual(before)
  })

  it('is not saved on when a column was defined in between', async () => {
    const index = await filled(seeded(8))
    const parts = index.save(1)
    await parts.next()
    await index.defineColumns(1, columns.slice(1))
    await expect(parts.next()).rejects.toThrow('rebuilt while it was saved')
  })

  it('travels between threads', async () => {
    const openIndexOfThreads = () => new AudienceIndex({ shardCount: 2, openShard: () => openWorkerShard(QUICK) })
    const [index, restored] = [openIndexOfThreads(), openIndexOfThreads()]
    const random = seeded(9)
    await index.defineColumns(1, columns)
    await index.apply(1, randomBatch(random, 5_000))
    await restored.restoreAll(1, columns, index.save(1))
    await expectSame(random, index, restored)
    await Promise.all([index.close(), restored.close()])
  })
})
