import type { Catalog } from '../catalog.ts'
import type { Facts, Warning } from '../facts.ts'
import type { Lowering } from '../lowering.ts'
import { operatorsOn } from '../operators/index.ts'
import { inSetSince } from '../primitives.ts'
import type { Window } from '../values/window.ts'
import { hasBegun } from '../window-lowering.ts'
import { comparison } from './comparison/comparison.ts'
import { oneSubject } from './comparison/subject.ts'
import { namedChoices } from './named-choices.ts'
import { windowPart } from './parts/window-part.ts'

const applied = windowPart({ key: 'applied', label: 'Put on' })

/** Which tags a contact carries; their names are exact, `VIP` and `vip` are two. */
export const tag = comparison({
  id: 'tag',
  summary: 'Which tags a contact carries. `tags` are names, exact to the letter, or ids.',
  subjects: oneSubject((catalog: Catalog) => ({
    label: 'Tags',
    group: 'Contact',
    words: 'tags',
    column: 'tag',
    operators: operatorsOn('set'),
    choices: namedChoices(catalog, 'tag'),
    canBeEmpty: false,
  })),
  operators: operatorsOn('set'),
  operandKey: 'tags',
  names: 'tag',
  warn: ({ tags }, { facts, catalog }) => {
    const ids = Array.isArray(tags) ? tags.map(String) : []
    return ids.flatMap((id, index) => idleTag(id, { pointer: `/tags/${index}`, facts, catalog }))
  },
  parts: [applied],
  refine: (lowering, parts, { now, catalog }) => {
    // why: the part parsed it before it was stored
    const window = parts.applied as Window | undefined
    return window ? putOn(lowering, hasBegun(window, { now, timezone: catalog.timezone })) : lowering
  },
  examples: [
    [{ sets: ['tag:tag_vip'] }, { op: 'has_any', tags: ['VIP', 'vip'] }, true],
    [{ sets: ['tag:tag_vip'] }, { op: 'has_any', tags: ['vip'] }, false],
    [{ sets: ['tag:tag_vip'] }, { op: 'has_all', tags: ['VIP', 'tag_vip'] }, true],
    [{ sets: ['tag:tag_vip'] }, { op: 'has_none', tags: ['VIP'] }, false],
    [{}, { op: 'has_any', tags: ['VIP'] }, false],
    [{}, { op: 'has_none', tags: ['VIP'] }, true],
    [{ since: { 'tag:tag_vip': 1_770_000_000 } }, { op: 'has_any', tags: ['VIP'], applied: { last: '30d' } }, true],
    [{ since: { 'tag:tag_vip': 1_760_000_000 } }, { op: 'has_any', tags: ['VIP'], applied: { last: '30d' } }, false],
    [
      { since: { 'tag:tag_vip': 1_770_000_000, 'tag:tag_customer': 1_760_000_000 } },
      { op: 'has_all', tags: ['VIP', 'Customer'], applied: { last: '30d' } },
      false,
    ],
    [
      { since: { 'tag:tag_vip': 1_770_811_201 } },
      { op: 'has_any', tags: ['VIP'], applied: { from: '2026-01-01' } },
      false,
    ],
  ],
})

/** The same of sets, asked of when each began. */
function putOn(lowering: Lowering, window: Lowering): Lowering {
  if (lowering.is === 'set') return inSetSince(lowering.set, window)
  if (lowering.is === 'all' || lowering.is === 'any')
    return { ...lowering, of: lowering.of.map((part) => putOn(part, window)) }
  throw new Error(`No positive operator on sets lowers to "${lowering.is}".`)
}

function idleTag(
  id: string,
  { pointer, facts, catalog }: { pointer: string; facts: Facts; catalog: Catalog },
): Warning[] {
  const known = facts.tags?.get(id)
  const words = namedChoices(catalog, 'tag').words(id)
  if (known?.carriers === 0) return [{ code: 'unused_tag', detail: `Nobody carries the tag ${words}.`, pointer }]
  const detail = `Nobody was given the tag ${words} in the last 90 days.`
  return known?.gained === 0 ? [{ code: 'stale_tag', detail, pointer }] : []
}
