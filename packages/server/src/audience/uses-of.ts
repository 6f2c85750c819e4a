import { type Filter, type Lowering, type NamedKind, referencesIn } from '@rollcall/filters'
import type { CompiledFilter } from './compile.ts'

/** One thing that a definition uses: a public id, or the key of a field. */
export type Use = { kind: NamedKind | 'field'; id: string }

/** What a filter mentions, so that none of it is deleted while the filter stands. */
export function usesOf({ filter, lowering }: CompiledFilter): Use[] {
  return [...namedUses(filter), ...[...fieldKeys(lowering)].map((id) => ({ kind: 'field' as const, id }))]
}

function namedUses(filter: Filter): Use[] {
  return Object.entries(referencesIn(filter)).flatMap(([kind, ids]) =>
    // why: referencesIn has no other keys; Object.entries forgets that
    (ids ?? []).map((id) => ({ kind: kind as NamedKind, id })),
  )
}

function fieldKeys(lowering: Lowering, keys = new Set<string>()): Set<string> {
  if ('of' in lowering) for (const part of [lowering.of].flat()) fieldKeys(part, keys)
  if ('column' in lowering && lowering.column.startsWith('fields.')) keys.add(lowering.column.slice('fields.'.length))
  return keys
}
