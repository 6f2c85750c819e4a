import { inSet, some } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** At least one of these. */
export const setHasAny = operator({
  id: 'has_any',
  on: 'set',
  argument: oneOrMore(text),
  input: 'tags',
  words: (names) => `include any of ${list(names)}`,
  lower: (kind, ids) => some(ids.map((id) => inSet(`${kind}:${id}`))),
  examples: [
    [['a', 'b'], ['b', 'c'], true],
    [['a', 'b'], ['c'], false],
    [['a'], ['A'], false],
    [missing, ['a'], false],
  ],
})
