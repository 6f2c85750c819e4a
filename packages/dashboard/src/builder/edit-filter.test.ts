import { type Filter, isGroup } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import {
  addNode,
  duplicateNode,
  type Edited,
  findNode,
  keyOf,
  moveDown,
  moveNode,
  moveUp,
  type Path,
  pointerOf,
  removeNode,
  replaceNode,
  unwrapGroup,
  wrapNode,
} from './edit-filter.ts'

const filter: Filter = {
  match: 'all',
  conditions: [{ type: 'a' }, { match: 'any', conditions: [{ type: 'b' }, { type: 'c' }] }],
}

describe('editing a filter', () => {
  it('adds at the end of a nested group and leaves the rest as it was', () => {
    const edited = addNode(filter, [1], { type: 'd' })
    expect(edited.conditions[1]).toEqual({ match: 'any', conditions: [{ type: 'b' }, { type: 'c' }, { type: 'd' }] })
    expect(edited.conditions[0]).toBe(filter.conditions[0])
  })

  it('removes exactly the node at the path', () => {
    expect(removeNode(filter, [1, 0]).conditions[1]).toEqual({ match: 'any', conditions: [{ type: 'c' }] })
    expect(removeNode(filter, [1]).conditions).toEqual([{ type: 'a' }])
  })

  it('replaces a node by another one', () => {
    expect(replaceNode(filter, [0], { type: 'z' }).conditions[0]).toEqual({ type: 'z' })
  })

  it('names a place as the API does', () => {
    expect([pointerOf([]), pointerOf([1, 0])]).toEqual(['/filters', '/filters/conditions/1/conditions/0'])
  })
})

/** The rule in one line: groups in brackets, conditions by their letter. */
function shape(node: Filter): string {
  return node.conditions.map((child) => (isGroup(child) ? `[${shape(child)}]` : child.type)).join(' ')
}

describe('moving a row', () => {
  const rule: Filter = {
    match: 'all',
    conditions: [{ type: 'a' }, { match: 'any', conditions: [{ type: 'b' }, { type: 'c' }] }, { type: 'd' }],
  }

  it.each<[what: string, edited: Edited | undefined, shape: string | undefined, path?: Path]>([
    ['down past a condition', moveDown(rule, [1, 0]), 'a [c b] d', [1, 1]],
    ['down into the group below', moveDown(rule, [0]), '[a b c] d', [0, 0]],
    ['down out of its group', moveDown(rule, [1, 1]), 'a [b] c d', [2]],
    ['down from the end: not at all', moveDown(rule, [2]), undefined],
    ['up into the group above', moveUp(rule, [2]), 'a [b c d]', [1, 2]],
    ['up out of its group', moveUp(rule, [1, 0]), 'a b [c] d', [1]],
    ['up past a condition, group and all', moveUp(rule, [1]), '[b c] a d', [0]],
    ['up from the start: not at all', moveUp(rule, [0]), undefined],
    ['to the end by dragging', moveNode(rule, [0], [3]), '[b c] d a', [2]],
    ['into another group by dragging', moveNode(rule, [0], [1, 2]), '[b c a] d', [0, 2]],
    ['out of a group by dragging', moveNode(rule, [1, 0], [0]), 'b a [c] d', [0]],
    ['before itself: not at all', moveNode(rule, [0], [0]), undefined],
    ['a group into itself: not at all', moveNode(rule, [1], [1, 0]), undefined],
    ['the whole rule: not at all', moveNode(rule, [], [0]), undefined],
  ])('goes %s', (_, edited, expected, path) => {
    expect(edited && shape(edited.filter)).toBe(expected)
    if (edited) expect(edited.path).toEqual(path)
  })

  it('keeps the row what it is: its key moves along, and only a copy gets another one', () => {
    const row = findNode(rule, [1, 0]) ?? rule
    const moved = moveDown(rule, [1, 1])?.filter ?? rule
    expect(keyOf(findNode(moved, [1, 0]) ?? rule)).toBe(keyOf(row))
    expect(keyOf(findNode(moved, [1]) ?? rule)).toBe(keyOf(findNode(rule, [1]) ?? rule))
    expect(keyOf(findNode(replaceNode(rule, [1, 0], { type: 'z' }), [1, 0]) ?? rule)).toBe(keyOf(row))
    const copied = duplicateNode(rule, [1, 0])
    expect(copied && shape(copied.filter)).toBe('a [b b c] d')
    expect(copied && keyOf(findNode(copied.filter, copied.path) ?? rule)).not.toBe(keyOf(row))
  })

  it('goes into a group of its own and back', () => {
    const wrapped = wrapNode(rule, [2])
    expect(wrapped && shape(wrapped.filter)).toBe('a [b c] [d]')
    expect(wrapped && unwrapGroup(wrapped.filter, wrapped.path)?.filter).toEqual(rule)
    expect(unwrapGroup(rule, [0])).toBeUndefined()
  })
})
