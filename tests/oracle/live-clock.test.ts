import { describe, expect, it } from 'vitest'
import { AudienceIndex, openLocalShard } from '../../packages/engine/src/index.ts'
import {
  type Catalog,
  type Condition,
  columnsOf,
  type Filter,
  type FilterNode,
  isGroup,
  type Lowering,
  lowerFilter,
  lowerSegments,
  nextChange,
  type Row,
  withSegments,
} from '../../packages/filters/src/index.ts'
import { drawCase } from './compare.ts'
import { randomFrom } from './naive/random.ts'
import { parsed, toRow } from './product.ts'
import { SEED } from './seed.ts'

const CASES = 5_000
const FLIPS = 6

/** Every primitive of a lowering. */
function leavesOf(lowering: Lowering): Lowering[] {
  return 'of' in lowering ? [lowering.of].flat().flatMap(leavesOf) : [lowering]
}

/** The contact as a batch brings it, as far as the lowering asks about it. */
function batchOf(row: Row, lowering: Lowering, columns: ReturnType<typeof columnsOf>) {
  const leaves = leavesOf(lowering)
  const sets = new Set(leaves.flatMap((leaf) => (leaf.is === 'set' || leaf.is === 'since' ? [leaf.set] : [])))
  const kinds = new Set(leaves.flatMap((leaf) => (leaf.is === 'events' ? [leaf.event] : [])))
  const contact = {
    rowNo: 7,
    values: columns.map(({ id }) => row.value(id)),
    sets: [...sets].filter((set) => row.isIn(set)),
    since: [...sets].flatMap((set): [string, number][] => {
      const began = row.since(set)
      return began === null ? [] : [[set, began]]
    }),
    opportunities: [...row.opportunities()],
    id: Buffer.from(row.idBytes()).toString('hex'),
  }
  const events = [...kinds].flatMap((event) => row.events(event).map((one) => ({ ...one, rowNo: 7, event })))
  return { rows: [contact], removed: [], events }
}

/** The filter, and each of its conditions alone. */
function rulesOf(filter: Filter): Filter[] {
  const conditionsOf = (node: FilterNode): Condition[] =>
    isGroup(node) ? node.conditions.flatMap(conditionsOf) : [node]
  return [filter, ...conditionsOf(filter).map((condition): Filter => ({ match: 'all', conditions: [condition] }))]
}

/** What follows from time alone: a launch asks for lowering anew, and entries of dynamic segments are others' doing. */
function followsFromTime(lowering: Lowering, catalog: Catalog): boolean {
  const dynamic = new Set(catalog.named.segment?.flatMap(({ id, filter }) => (filter ? [`segment:${id}`] : [])))
  return leavesOf(lowering).every((leaf) => {
    return leaf.is === 'events' ? leaf.lastCampaigns === undefined : leaf.is !== 'since' || !dynamic.has(leaf.set)
  })
}

/** How often a contact enters or leaves as the clock goes on; throws when filters say otherwise about its future. */
async function countFlips(index: AudienceIndex, seed: number): Promise<{ rules: number; flips: number }> {
  const { raw, contact, now, catalog } = drawCase(seed)
  const random = randomFrom(seed)
  const row = toRow(contact, catalog)
  const columns = columnsOf(catalog.fields)
  const rules = rulesOf(parsed(raw, catalog)).map((filter, at) => {
    const lowering = withSegments(lowerFilter(filter, { now, catalog }), lowerSegments(filter, { now, catalog }))
    return { id: `rule ${at}`, filter, lowering, turnsAt: nextChange(filter, { now, catalog }, row) }
  })
  const timed = rules.filter(({ lowering }) => followsFromTime(lowering, catalog))
  await index.defineColumns(seed, columns)
  await index.apply(seed, batchOf(row, { is: 'all', of: timed.map(({ lowering }) => lowering) }, columns))
  await index.watch(seed, timed, { now, timezone: catalog.timezone })
  const tick = async (at: number) => {
    const changes = await index.tick(seed, { now: at, timezone: catalog.timezone })
    return changes.map(({ segment }) => segment).sort()
  }
  let flips = 0
  let from = now
  while (flips < FLIPS) {
    const end = Math.min(...timed.map(({ turnsAt }) => turnsAt ?? Number.POSITIVE_INFINITY))
    if (end === Number.POSITIVE_INFINITY) break
    // At random instants before, and then second by second.
    const before = Array.from({ length: 4 }, () => from + 1 + random.below(Math.max(1, end - from - 1)))
    for (const at of [...before.sort((a, b) => a - b), end - 2, end - 1]) {
      if (at > from && at < end) expect(await tick(at), `seed ${seed} before ${end}, at ${at}`).toEqual([])
    }
    const turning = timed.filter(({ turnsAt }) => turnsAt === end)
    expect(await tick(end), `seed ${seed} at ${end}`).toEqual(turning.map(({ id }) => id).sort())
    for (const rule of turning) rule.turnsAt = nextChange(rule.filter, { now: end, catalog }, row)
    flips += turning.length
    from = end
  }
  await index.drop(seed)
  return { rules: timed.length, flips }
}

describe('watched segments on a driven clock', () => {
  it(`turn in exactly the second in which filters say so, once, in ${CASES} cases (ROLLCALL_SEED=${SEED})`, async () => {
    const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 2 ** 28 }) })
    let [rules, flips] = [0, 0]
    for (let seed = SEED; rules < CASES; seed++) {
      const counted = await countFlips(index, seed)
      rules += counted.rules
      flips += counted.flips
    }
    expect(flips).toBeGreaterThan(CASES / 25)
  }, 300_000)
})
