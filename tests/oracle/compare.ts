import type { Catalog } from '../../packages/filters/src/index.ts'
import { findWrongExplanation } from './change.ts'
import { judge } from './naive/judge.ts'
import { type Random, randomFrom } from './naive/random.ts'
import { randomFilter, randomTimedFilter } from './naive/random-filter.ts'
import { type Draw, randomContact, randomSetting } from './naive/random-world.ts'
import type { Contact, World } from './naive/world.ts'
import { evaluated, parsed, toCatalog } from './product.ts'

/** One drawn question. */
export type Case = { raw: unknown; contact: Contact; world: World; now: number; catalog: Catalog }

/** The question that a seed draws: a project with segments that refer to each other, a filter and a contact. */
export function drawCase(seed: number): Case {
  const random: Random = randomFrom(seed)
  const setting = randomSetting(random)
  const draw: Draw = { ...random, ...setting }
  for (const id of ['seg_3', 'seg_4', 'seg_5']) {
    const filters = randomFilter(draw, 2)
    setting.world.segments.push({ id, name: id.toUpperCase(), kind: 'dynamic', filters })
  }
  const raw = random.chance(0.4) ? randomTimedFilter(draw) : randomFilter(draw)
  const contact = randomContact(random, setting)
  const { world, now } = setting
  return { raw, contact, world, now, catalog: toCatalog(world) }
}

/** What differs between the oracle and the product for a seed, in the whole filter or any condition; undefined when nothing does. */
export function findDifference(seed: number): string | undefined {
  const { raw, contact, world, now, catalog } = drawCase(seed)
  const filter = parsed(raw, catalog)
  const asked = [{ raw, filter }, ...leaves(raw).map((leaf) => ({ raw: leaf, filter: parsed(leaf, catalog) }))]
  for (const at of [now, now + 1, now - 3600]) {
    for (const one of asked) {
      const expected = judge(one.raw, { world, contact, now: at })
      const answer = evaluated(one.filter, contact, { now: at, catalog })
      if (answer === expected) continue
      return `seed ${seed}: oracle ${expected}, row ${answer}\n${JSON.stringify({ raw: one.raw, now: at, contact, world })}`
    }
  }
  const wrong = findWrongExplanation({ raw, filter, contact, world, now, catalog }, seed)
  return wrong && `seed ${seed}: ${wrong}\n${JSON.stringify({ raw, now, contact, world })}`
}

/** Each condition as a filter of its own. */
function leaves(raw: unknown): unknown[] {
  if (typeof raw !== 'object' || raw === null) return []
  if ('type' in raw) return [{ conditions: [raw] }]
  return 'conditions' in raw && Array.isArray(raw.conditions) ? raw.conditions.flatMap(leaves) : []
}
