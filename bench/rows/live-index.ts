import { AudienceIndex, type MembershipChange, openWorkerShard, type Row, type RowBatch } from '@rollcall/engine'
import { columnsOf, type Lowering } from '@rollcall/filters'
import { lowerRule } from '../../packages/server/src/audience/lower-rule.ts'
import { type AudienceSize, audience, SEED } from '../fixture/audience.ts'
import { FIELDS, fixtureCatalog, mentionedBy, parsed, segmentRule } from '../fixture/catalog.ts'
import { SEGMENTS, TAGS, things } from '../fixture/names.ts'
import { Random } from '../fixture/random.ts'
import { toRowBatch } from '../fixture/to-row-batch.ts'
import { short, toMiB, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'

const PROJECT = 1
const SHARDS = 2
const SHARD_BYTES = 3.5 * 1024 ** 3
const COLUMNS = columnsOf(FIELDS)
const ROWS_AT_ONCE = 20
const DAY_SECONDS = 86_400

/** What live membership costs the index itself, without a record. */
export async function measureLiveIndex(size: AudienceSize): Promise<Section> {
  const stormAt = size.nowSeconds + DAY_SECONDS
  await using opened = await openLiveIndex(size, stormAt)
  const { index, clock, people } = opened
  const random = new Random(SEED)
  const rows: string[][] = []
  const time = async (name: string, runs: number, work: (run: number) => Promise<MembershipChange[]>) => {
    rows.push(await timedRow(name, runs, work))
  }
  const tickAfter = (seconds: number) => {
    clock.now += seconds
    return index.tick(PROJECT, { ...clock })
  }
  const watch = (first: number, rules: Lowering[], isSaved = false) => {
    const segments = rules.map((lowering, at) => ({ id: `seg_${first + at}`, lowering, isSaved }))
    return index.watch(PROJECT, segments, { ...clock })
  }
  const rule = (number: number) => toLowering(segmentRule(number), size)
  await time(`${SEGMENTS} rules put in force`, 1, () =>
    watch(
      0,
      Array.from({ length: SEGMENTS }, (_, number) => rule(number)),
    ),
  )
  await time('the first tick', 1, () => tickAfter(1))
  await time('a tick, one second on', 60, () => tickAfter(1))
  await time('an edited rule', 20, (run) => watch(run * 7, [rule(run * 7 + 1)], true))
  await time(`${ROWS_AT_ONCE} contacts, a tag of each changed`, 300, () => {
    const changed = new Set(Array.from({ length: ROWS_AT_ONCE }, () => random.below(people.length)))
    const batch = Array.from(changed, (at) => {
      people[at] = withOtherTag(people[at], random)
      return people[at]
    })
    return index.apply(PROJECT, { rows: batch, removed: [] }, { ...clock })
  })
  await time('a tick, one hour on', 5, () => tickAfter(3_600))
  clock.now = stormAt - 1
  await time('the ticks up to the storm', 1, () => tickAfter(0))
  await time('a rule that everybody leaves at once, put in force', 1, () => watch(SEGMENTS, [STORM]))
  await time('everybody leaves', 1, () => tickAfter(1))
  const { watched, sizeBytes } = await index.stats(PROJECT)
  return {
    title: `Live membership in the index alone, ${toSize(size.contacts)} contacts`,
    columns: ['', 'runs', 'median ms', 'p99 ms', 'most ms', 'changes of membership each'],
    rows,
    notes: [`Members and what tells when to look again take ${toMiB(watched.sizeBytes)} of ${toMiB(sizeBytes)}.`],
  }
}

const tagSets = things('tag', TAGS).map(({ id }): `tag:${string}` => `tag:${id}`)
const STORM: Lowering = {
  is: 'since',
  set: 'tag:storm',
  window: { is: 'range', column: 'at', from: { value: 0, moves: { counts: 'seconds', point: 'ago', duration: '1d' } } },
}

/** Opens the index with the fixture; at `stormAt` everybody's tag is a day old. */
async function openLiveIndex(size: AudienceSize, stormAt: number) {
  const index = new AudienceIndex({ shardCount: SHARDS, openShard: () => openWorkerShard({ maxBytes: SHARD_BYTES }) })
  const people: Row[] = []
  async function* batches(): AsyncGenerator<RowBatch> {
    for (const batch of audience(size)) {
      const { rows, ...others } = toRowBatch(batch, COLUMNS)
      const all = rows.map((row) => withTag(row, 'tag:storm', stormAt - DAY_SECONDS - 1))
      people.push(...all.filter(({ rowNo }) => rowNo % CHANGING_SHARE === 0))
      yield { ...others, rows: all }
    }
  }
  await index.replaceAll(PROJECT, COLUMNS, batches())
  const clock = { now: size.nowSeconds, timezone: 'UTC' }
  return { index, clock, people, [Symbol.asyncDispose]: () => index.close() }
}

/** Of so many contacts one may change: they lie all over the index, and not all have to be kept here. */
const CHANGING_SHARE = 50

function withTag(row: Row, set: `tag:${string}`, at: number): Row {
  return { ...row, sets: [...row.sets, set], since: [...(row.since ?? []), [set, at]] }
}

function withOtherTag(row: Row, random: Random): Row {
  const [gone] = row.sets
  const set = random.pick(tagSets)
  if (row.sets.includes(set)) return row
  const rest = { ...row, sets: row.sets.slice(1), since: row.since?.filter(([other]) => other !== gone) }
  return withTag(rest, set, 0)
}

function toLowering(filter: object, { nowSeconds }: AudienceSize): Lowering {
  const catalog = mentionedBy(filter, fixture)
  return lowerRule(parsed(filter, catalog), { now: new Date(nowSeconds * 1000), catalog })
}

const fixture = fixtureCatalog()

async function timedRow(name: string, runs: number, work: (run: number) => Promise<MembershipChange[]>) {
  const tookMs: number[] = []
  let moved = 0
  for (let run = 0; run < runs; run += 1) {
    const startedAtMs = performance.now()
    const changes = await work(run)
    tookMs.push(performance.now() - startedAtMs)
    moved += changes.reduce((sum, { entered, left }) => sum + entered.length + left.length, 0)
  }
  const figures = [0.5, 0.99, 1].map((share) => short(percentile(tookMs, share)))
  return [name, whole(runs), ...figures, whole(moved / runs)]
}
