import type { Filter } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { addNode, pointerOf, removeNode, replaceNode } from './edit-filter.ts'

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
