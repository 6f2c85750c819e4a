import { isNotEmpty } from './is-not-empty.ts'
import { complementOf, missing, type Operator } from './operator.ts'

/** No value, for each family. */
export const isEmpty: readonly Operator[] = isNotEmpty.map((positive) =>
  complementOf(positive, {
    id: 'is_empty',
    words: () => 'is empty',
    examples: positive.examples.map(([value]) => [value, [], value === missing]),
  }),
)
