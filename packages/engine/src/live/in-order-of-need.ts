import type { Lowering, SegmentId } from '@rollcall/filters'
import { toMembershipSet } from './membership-times.ts'
import { readsOf } from './read.ts'

type Rule = { id: SegmentId; lowering: Lowering }

/** The rules so that each comes after those of which it asks since when somebody is in them. Throws when they go in a circle. */
export function inOrderOfNeed<R extends Rule>(rules: readonly R[]): R[] {
  const bySet = new Map(rules.map((rule) => [`since ${toMembershipSet(rule.id)}`, rule]))
  const inOrder = new Set<R>()
  const entered = new Set<R>()
  const add = (rule: R): void => {
    if (inOrder.has(rule)) return
    if (entered.has(rule)) throw new Error(`The rule of segment ${rule.id} asks, by way of others, since when itself.`)
    entered.add(rule)
    for (const name of readsOf(rule.lowering).keys()) {
      const needed = bySet.get(name)
      if (needed !== undefined && needed !== rule) add(needed)
    }
    inOrder.add(rule)
  }
  for (const rule of rules) add(rule)
  return [...inOrder]
}
