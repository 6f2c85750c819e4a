import type { NamedKind } from '../catalog.ts'
import { findConditionType } from '../conditions/index.ts'
import { tidyText } from '../values/text.ts'
import { exceededLimit } from './limits.ts'
import { ownProperty } from './own-property.ts'
import { isRawCondition, rawNodes } from './raw-node.ts'

/**
 * The names and ids, tidied, that an untrusted filter mentions, by kind: what a catalog must load to parse it.
 *
 * A kind without names is there when a condition says something of it that is no name, such as the last 5 campaigns: it
 * depends on others of that kind.
 * Tolerant: whatever is no reference is passed over, and a filter beyond the limits mentions nothing, since parsing
 * refuses it unread.
 */
export function referencesIn(input: unknown): Partial<Record<NamedKind, string[]>> {
  const mentioned = new Map<NamedKind, Set<string>>()
  if (exceededLimit(input)) return {}
  for (const { raw } of rawNodes(input)) {
    if (!isRawCondition(raw)) continue
    const names = findConditionType(ownProperty(raw, 'type'))?.names ?? {}
    for (const [key, kind] of Object.entries(names)) {
      const said = ownProperty(raw, key)
      if (said === undefined) continue
      const known = mentioned.get(kind) ?? new Set()
      for (const text of textsOf(said)) known.add(text)
      mentioned.set(kind, known)
    }
  }
  return Object.fromEntries([...mentioned].map(([kind, texts]) => [kind, [...texts]]))
}

function textsOf(raw: unknown): string[] {
  return [raw]
    .flat()
    .filter((text) => typeof text === 'string')
    .map(tidyText)
    .filter(Boolean)
}
