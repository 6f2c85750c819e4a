import type { Catalog } from '../catalog.ts'
import { isObject } from '../is-object.ts'
import { step } from '../problem.ts'
import { flatEntries, isFlat } from './flat-object.ts'
import { ownProperty } from './own-property.ts'
import type { RawEntry } from './raw-entry.ts'

/** One untrusted entry of a filter on the way through it, with the group depth at which it stands. */
export type RawNode = { raw: unknown; place: RawEntry['place']; depth: number; entries: RawEntries }

/** The entries of a group, looked at one by one. */
export type RawEntries = { count: number; at(index: number): RawEntry }

/**
 * Every entry of an untrusted filter in the order in which it is written, the root first.
 *
 * Iterative, so that no nesting can exhaust the stack; whoever iterates stops at the first limit.
 */
export function* rawNodes(input: unknown): Generator<RawNode> {
  const root = toRawNode({ raw: input, place: (inside) => inside }, 0)
  yield root
  const open = [{ node: root, next: 0 }]
  for (let group = open.at(-1); group; group = open.at(-1)) {
    if (group.next === group.node.entries.count) {
      open.pop()
      continue
    }
    const { place, depth, entries } = group.node
    const entry = entries.at(group.next)
    const node = toRawNode({ raw: entry.raw, place: (inside) => place(entry.place(inside)) }, depth)
    group.next += 1
    yield node
    open.push({ node, next: 0 })
  }
}

/** Whether a raw value means to be a condition: it has a type. */
export function isRawCondition(raw: unknown): raw is object {
  return isObject(raw) && Object.hasOwn(raw, 'type')
}

/** The entries of a raw group in either form; undefined of what has none. */
export function entriesOf(raw: object, catalog?: Catalog): RawEntries | undefined {
  const conditions = ownProperty(raw, 'conditions')
  if (Array.isArray(conditions)) {
    return {
      count: conditions.length,
      at: (index) => ({ raw: conditions[index], place: (inside) => step('/conditions', index) + inside }),
    }
  }
  if (conditions !== undefined || !isFlat(raw)) return undefined
  const entries = flatEntries(raw, { catalog, most: MOST_FLAT_ENTRIES })
  return { count: entries.length, at: (index) => entries[index] ?? NOTHING }
}

// One more than a filter may have conditions, so that the limit is still found to be exceeded.
const MOST_FLAT_ENTRIES = 201
const NOTHING: RawEntry = { raw: null, place: (inside) => inside }

function toRawNode({ raw, place }: RawEntry, depthAround: number): RawNode {
  const entries = isObject(raw) && !isRawCondition(raw) ? entriesOf(raw) : undefined
  return entries
    ? { raw, place, depth: depthAround + 1, entries }
    : { raw, place, depth: depthAround, entries: NO_ENTRIES }
}

const NO_ENTRIES: RawEntries = { count: 0, at: () => NOTHING }
