import { atInstant, type Clock, type Lowering } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from '../audience-index.ts'
import type { RowBatch } from '../batch/row-batch.ts'
import { CHUNK_ROWS } from '../chunk.ts'
import { InterleavedShards } from '../fixtures/interleaved-shards.ts'
import { columns } from '../fixtures/random-rows.ts'
import { randomRule, randomTimedEvent, randomTimedRow } from '../fixtures/random-rules.ts'
import { Reference } from '../fixtures/reference.ts'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { RowBitmap } from '../rows/row-bitmap.ts'
import type { MembershipChange } from './membership-change.ts'

const SEGMENTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const KEPT = ['a', 'b', 'c']
const ROWS = 48
const ZONES = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns']
const NOBODY = RowBitmap.of([])
const NO_TIMES = { rowNos: new Uint32Array(0), at: new Float64Array(0) }

/** What a consumer of the changes knows: who is in, and since when. */
class Log {
  readonly members = new Map<string, Set<number>>()
  readonly entered = new Map<string, Map<number, number>>()

  take(changes: MembershipChange[], now: number): void {
    for (const { segment, entered, left } of changes) {
      expect(entered.length + left.length).toBeGreaterThan(0)
      expect([...entered], segment).toEqual([...new Set(entered)].sort((a, b) => a - b))
      const members = this.of(segment)
      for (const rowNo of left) expect(members.delete(rowNo), `${rowNo} leaves ${segment}`).toBe(true)
      for (const rowNo of entered) {
        expect(members.has(rowNo), `${rowNo} enters ${segment}`).toBe(false)
        members.add(rowNo)
      }
      for (const rowNo of left) this.entered.get(segment)?.delete(rowNo)
      for (const rowNo of entered) this.entered.get(segment)?.set(rowNo, now)
    }
  }

  of(segment: string): Set<number> {
    const members = this.members.get(segment) ?? new Set()
    this.members.set(segment, members)
    return members
  }

  ascending(segment: string): number[] {
    return [...this.of(segment)].sort((a, b) => a - b)
  }
}

/** An index, whoever watches it, and the same rows held plainly. */
class World {
  readonly random: Random
  readonly index: AudienceIndex
  readonly reference = new Reference(columns)
  readonly log = new Log()
  readonly rules = new Map<string, Lowering>()
  clock: Clock
  readonly #shards: InterleavedShards

  constructor(seed: number) {
    this.random = seeded(seed)
    this.#shards = new InterleavedShards(this.random)
    this.index = new AudienceIndex({ shardCount: 2, openShard: this.#shards.open })
    const from = Date.parse('2026-01-20T12:00:00Z') / 1_000
    this.clock = { now: from + this.random.below(200 * 86_400), timezone: this.random.pick(ZONES) }
  }

  /** Lets the shards work, in any order, until something is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const done = work.finally(() => {
      isDone = true
    })
    done.catch(() => {})
    while (!isDone) {
      this.#shards.step()
      await Promise.resolve()
    }
    return done
  }

  /** Notes the changes, which were judged at the last clock that the index was given. */
  async take(work: Promise<MembershipChange[]>): Promise<void> {
    this.log.take(await this.run(work), this.clock.now)
  }

  anyRow(): number {
    const at = this.random.below(ROWS)
    return at + (at % 4) * CHUNK_ROWS
  }

  randomBatch(size: number): RowBatch {
    const { random } = this
    const rowNos = [...new Set(Array.from({ length: size }, () => this.anyRow()))]
    const written = rowNos.filter(() => random.isTrue(0.7))
    return {
      rows: written.map((rowNo) => this.#changed(rowNo)),
      removed: rowNos.filter((rowNo) => !written.includes(rowNo) && random.isTrue(0.5)),
      events: Array.from({ length: random.below(size * 2) }, () => randomTimedEvent(random, this.anyRow(), this.clock)),
      eventsReplaced: random.isTrue(0.05) ? [this.anyRow()] : [],
    }
  }

  /** A row anew, or with some of what it had. */
  #changed(rowNo: number) {
    const { random } = this
    const held = this.reference.rows.get(rowNo)
    const fresh = { ...randomTimedRow(random, rowNo, this.clock), ...(held && { id: held.id }) }
    if (held === undefined || random.isTrue(0.2)) return fresh
    const kind = random.below(4)
    if (kind === 0) return { ...held, sets: fresh.sets }
    if (kind === 1) return { ...held, since: fresh.since }
    if (kind === 2) return { ...held, opportunities: fresh.opportunities }
    return { ...held, values: held.values.map((value, at) => (random.isTrue(0.3) ? fresh.values[at] : value)) }
  }

  /** The rule of a segment, which may ask since when somebody is in one of those before it. */
  drawRule(segment: string): Lowering {
    const sinceOf = KEPT.filter((other) => other < segment).map((other) => `segment:${other}`)
    const rule = randomRule(this.random, this.clock, { depth: 2, sinceOf })
    this.rules.set(segment, rule)
    return rule
  }

  /** Watches a segment by a new rule; when that was saved, all of its members have entered now. */
  async watchAgain(segment: string): Promise<void> {
    const isSaved = this.random.isTrue(0.5)
    await this.take(this.index.watch(1, [{ id: segment, lowering: this.drawRule(segment), isSaved }], this.clock))
    const times = this.log.entered.get(segment)
    if (isSaved && times) for (const rowNo of this.log.of(segment)) times.set(rowNo, this.clock.now)
  }

  /** Loads everything anew, not all of it as it was. */
  async reload(): Promise<void> {
    const batch = this.randomBatch(5)
    this.reference.apply(batch)
    const rows = [...this.reference.rows.values()].sort((a, b) => a.rowNo - b.rowNo)
    const events = rows.flatMap(({ rowNo }) => this.reference.events(rowNo))
    const load = async function* () {
      yield { rows, removed: [], events }
    }
    await this.take(this.index.replaceAll(1, columns, load()))
  }

  expected(segment: string): number[] {
    const rule = this.rules.get(segment)
    if (rule === undefined) return []
    const lowering = atInstant(rule, this.clock)
    const rows = [...this.reference.rows.values()].filter((row) => {
      const entered = KEPT.flatMap((id): [string, number][] => {
        const at = this.log.entered.get(id)?.get(row.rowNo)
        return at === undefined ? [] : [[`segment:${id}`, at]]
      })
      const since = row.since?.filter(([set]) => !KEPT.some((id) => set === `segment:${id}`)) ?? []
      return this.reference.isMatch(lowering, { ...row, since: [...since, ...entered] })
    })
    return rows.map(({ rowNo }) => rowNo).sort((a, b) => a - b)
  }

  async check(label: string): Promise<void> {
    for (const segment of this.rules.keys()) {
      const expected = this.expected(segment)
      const rule = JSON.stringify(this.rules.get(segment))
      expect(this.log.ascending(segment), `${label}: log of ${segment} ${rule}`).toEqual(expected)
      const held = [...(await this.run(this.index.watchedMembers(1, segment)))]
      expect(held, `${label}: ${segment} ${rule}`).toEqual(expected)
    }
  }
}

describe('watched segments', () => {
  const seed = Number(process.env.ROLLCALL_SEED ?? Date.now() % 1_000_000)
  it.each(Array.from({ length: 12 }, (_, at) => seed + at))(
    'have whom their rules match, whatever changes and however time goes by (seed %i)',
    async (drawn) => {
      const world = new World(drawn)
      const { index, reference, log } = world
      await world.run(index.defineColumns(1, columns))
      const first = world.randomBatch(ROWS * 3)
      reference.apply(first)
      await world.take(index.apply(1, first))
      for (const segment of KEPT) log.entered.set(segment, new Map())
      const watched = SEGMENTS.map((id) => {
        const entered = KEPT.includes(id) && { entered: NO_TIMES }
        return { id, lowering: world.drawRule(id), members: NOBODY, ...entered }
      })
      await world.take(index.watch(1, watched, world.clock))
      await world.check('at first')
      for (let step = 0; step < 120; step++) await takeStep(world, step)
    },
  )
})

async function takeStep(world: World, step: number): Promise<void> {
  const { random, index, reference } = world
  const kind = random.below(10)
  if (kind < 5) {
    // Without a clock, a batch is judged at the last one.
    const isTimed = random.isTrue(0.5)
    if (isTimed) world.clock = { ...world.clock, now: world.clock.now + random.below(1_000) }
    const batch = world.randomBatch(1 + random.below(6))
    reference.apply(batch)
    await world.take(index.apply(1, batch, isTimed ? world.clock : undefined))
  } else if (kind === 5) {
    await world.watchAgain(random.pick(SEGMENTS))
  } else if (kind === 6 && random.isTrue(0.3)) {
    await world.reload()
  } else if (kind === 6 && random.isTrue(0.2)) {
    world.clock = { ...world.clock, timezone: random.pick(ZONES) }
  } else {
    const seconds = random.pick([1, 60, 3_600, 86_400, 5 * 86_400])
    world.clock = { ...world.clock, now: world.clock.now + random.below(seconds) }
  }
  await world.take(index.tick(1, world.clock))
  await world.check(`step ${step} (${kind})`)
}
