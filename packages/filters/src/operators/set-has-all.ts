import { every, inSet } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Every one of these. */
export const setHasAll = operator({
  id: 'has_all',
  on: 'set',
  argument: oneOrMore(text),
  input: 'tags',
  words: (names) => `include all of ${list(names)}`,
  lower: (kind, ids) => every(ids.map((id) => inSet(`${kind}:${id}`))),
  examples: [
    [['a', 'b', 'c'], ['c', 'a'], true],
    [['a', 'b'], ['b', 'c'], false],
    [missing, ['a'], false],
  ],
})
