import { present } from '../primitives.ts'
import { nothing } from './arguments.ts'
import { type Example, type Family, missing, type Operator, operator } from './operator.ts'

/** A value of each family that can be missing. Booleans and text are never blank; a birthday counts without its year. */
const VALUES: [Family, Exclude<Example[0], null>][] = [
  ['text', 'a'],
  ['choice', 'pro'],
  ['number', 0],
  ['boolean', false],
  ['day', '--02-29'],
  ['instant', '1969-12-31T23:59:59Z'],
]

/** Any value at all, for each family. */
export const isNotEmpty: readonly Operator[] = VALUES.map(([on, value]) =>
  operator({
    id: 'is_not_empty',
    on,
    argument: nothing,
    input: 'none',
    words: () => 'is not empty',
    lower: (column) => present(column),
    examples: [
      [value, [], true],
      [missing, [], false],
    ],
  }),
)
