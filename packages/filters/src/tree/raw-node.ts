import { isObject } from '../is-object.ts'
import { step } from '../problem.ts'

/** One untrusted entry of a filter on the way through it, with the group depth at which it stands. */
export type RawNode = { raw: unknown; pointer: string; depth: number; entries: readonly unknown[] }

/**
 * Every entry of an untrusted filter in the order in which it is written, the root first.
 *
 * Iterative, so that no nesting can exhaust the stack; whoever iterates stops at the first limit.
 */
export function* rawNodes(input: unknown): Generator<RawNode> {
  const root = toRawNode(input, '', 0)
  yield root
  const open = [{ node: root, next: 0 }]
  for (let group = open.at(-1); group; group = open.at(-1)) {
    if (group.next === group.node.entries.length) {
      open.pop()
      continue
    }
    const { pointer, depth, entries } = group.node
    const node = toRawNode(entries[group.next], step(`${pointer}/conditions`, group.next), depth)
    group.next += 1
    yield node
    open.push({ node, next: 0 })
  }
}

/** An object's own property: what JSON said, never what somebody put on a prototype. */
export function ownProperty(raw: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(raw, key)?.value
}

/** Whether a raw value means to be a condition: it has a type. */
export function isRawCondition(raw: unknown): raw is object {
  return isObject(raw) && Object.hasOwn(raw, 'type')
}

function toRawNode(raw: unknown, pointer: string, depthAround: number): RawNode {
  const entries = isObject(raw) && !isRawCondition(raw) ? ownProperty(raw, 'conditions') : undefined
  return Array.isArray(entries)
    ? { raw, pointer, depth: depthAround + 1, entries }
    : { raw, pointer, depth: depthAround, entries: [] }
}
