import type { Catalog } from '../catalog.ts'
import type { LowerContext } from '../conditions/condition.ts'
import { getConditionType } from '../conditions/index.ts'
import type { Facts, Warning } from '../facts.ts'
import { type Filter, type FilterNode, isGroup } from '../filter.ts'
import { step } from '../problem.ts'
import { shown } from '../shown.ts'
import { exclude } from './contradiction.ts'
import { describeFilter } from './describe.ts'
import { lowerFilter } from './lower.ts'
import { meaningOf } from './same-meaning.ts'

/** What is right in a stored filter, and yet hardly what somebody meant: warnings, never errors. */
export function lintFilter(filter: Filter, context: LowerContext, facts: Facts): Warning[] {
  return [
    ...whole(filter, facts),
    ...inside(filter, { pointer: '', context, facts, isNegated: false, isAlone: filter.conditions.length === 1 }),
    ...twins(filter, context, facts),
    ...ofSegment(facts),
  ]
}

function whole({ conditions }: Filter, { contacts }: Facts): Warning[] {
  const isEveryone = conditions.length === 0 || (contacts && contacts.matching === contacts.total && contacts.total > 0)
  if (isEveryone) return [{ code: 'everyone', detail: 'Everybody matches.' }]
  return contacts?.matching === 0 ? [{ code: 'nobody', detail: 'Nobody matches at the moment.' }] : []
}

type Standing = { pointer: string; context: LowerContext; facts: Facts; isNegated: boolean; isAlone: boolean }

function inside(node: FilterNode, standing: Standing): Warning[] {
  const { pointer, context, facts, isNegated, isAlone } = standing
  if (!isGroup(node)) {
    const about = { facts, catalog: context.catalog, isAlone: isAlone && !isNegated, isNegated }
    const warnings = getConditionType(node.type).warn?.(node, about) ?? []
    return warnings.map((warning) => ({ ...warning, pointer: pointer + (warning.pointer ?? '') }))
  }
  const below = { ...standing, isNegated: isNegated !== (node.match === 'none') }
  return [
    ...node.conditions.flatMap((entry, index) =>
      inside(entry, { ...below, pointer: step(`${pointer}/conditions`, index) }),
    ),
    ...(node.match === 'all' ? contradictions(node, standing) : []),
  ]
}

function contradictions({ conditions }: Filter, { pointer, context }: Standing): Warning[] {
  const lowered = conditions.map((entry) => lowerFilter(alone(entry), context))
  return lowered.flatMap((second, index) => {
    const before = lowered.slice(0, index).findIndex((first) => exclude(first, second, context.catalog))
    const [first, other] = [conditions[before], conditions[index]]
    if (!first || !other) return []
    const [one, two] = [first, other].map((entry) => sentence(entry, context.catalog))
    const detail = `Nobody can satisfy both of these: ${one}; and ${two}.`
    return [{ code: 'contradiction', detail, pointer: step(`${pointer}/conditions`, index) }]
  })
}

function twins(filter: Filter, context: LowerContext, { others = [] }: Facts): Warning[] {
  const meaning = loweredMeaning(filter, context)
  const twin = others.find((other) => meaning === loweredMeaning(other.filter, context))
  return twin ? [{ code: 'same_as_another', detail: `The segment ${shown(twin.name)} has the same rule.` }] : []
}

// By context, because a meaning is one at an instant.
const meanings = new WeakMap<LowerContext, WeakMap<Filter, string>>()

function loweredMeaning(filter: Filter, context: LowerContext): string {
  const known = meanings.get(context) ?? new WeakMap<Filter, string>()
  meanings.set(context, known)
  const meaning = known.get(filter) ?? meaningOf(lowerFilter(filter, context))
  known.set(filter, meaning)
  return meaning
}

function ofSegment({ segment }: Facts): Warning[] {
  if (!segment) return []
  const isUnclear = /^(new |untitled |my )?(segment|list|audience|filter|test)\s*\d*$/i.test(segment.name.trim())
  const unclear = { code: 'unclear_name', detail: `The name ${shown(segment.name)} does not say who is in here.` }
  const unused = { code: 'unused_segment', detail: 'No campaign, segment or view uses this segment.' }
  return [...(isUnclear ? [unclear] : []), ...(segment.uses === 0 ? [unused] : [])]
}

function alone(entry: FilterNode): Filter {
  return { match: 'all', conditions: [entry] }
}

function sentence(entry: FilterNode, catalog: Catalog): string {
  return describeFilter(alone(entry), catalog)
}
