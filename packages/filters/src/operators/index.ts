import { booleanIsFalse } from './boolean-is-false.ts'
import { booleanIsTrue } from './boolean-is-true.ts'
import { choiceHasAll } from './choice-has-all.ts'
import { choiceIs } from './choice-is.ts'
import { choiceIsNot } from './choice-is-not.ts'
import { dayAfter } from './day-after.ts'
import { dayAnniversary } from './day-anniversary.ts'
import { dayBefore } from './day-before.ts'
import { dayBetween } from './day-between.ts'
import { dayNotWithin } from './day-not-within.ts'
import { dayOn } from './day-on.ts'
import { dayWithin } from './day-within.ts'
import { instantAfter } from './instant-after.ts'
import { instantAnniversary } from './instant-anniversary.ts'
import { instantBefore } from './instant-before.ts'
import { instantBetween } from './instant-between.ts'
import { instantNotWithin } from './instant-not-within.ts'
import { instantOn } from './instant-on.ts'
import { instantWithin } from './instant-within.ts'
import { isEmpty } from './is-empty.ts'
import { isNotEmpty } from './is-not-empty.ts'
import { numberBetween } from './number-between.ts'
import { numberEq } from './number-eq.ts'
import { numberGt } from './number-gt.ts'
import { numberGte } from './number-gte.ts'
import { numberLt } from './number-lt.ts'
import { numberLte } from './number-lte.ts'
import { numberNeq } from './number-neq.ts'
import type { Family, Operator } from './operator.ts'
import { setHasAll } from './set-has-all.ts'
import { setHasAny } from './set-has-any.ts'
import { setHasNone } from './set-has-none.ts'
import { textContains } from './text-contains.ts'
import { textEndsWith } from './text-ends-with.ts'
import { textIs } from './text-is.ts'
import { textIsNot } from './text-is-not.ts'
import { textNotContains } from './text-not-contains.ts'
import { textStartsWith } from './text-starts-with.ts'

/** Every comparison, in the order in which the builder offers them. A new one is its file and its line here. */
export const operators: readonly Operator[] = [
  textIs,
  textIsNot,
  textContains,
  textNotContains,
  textStartsWith,
  textEndsWith,
  choiceIs,
  choiceIsNot,
  choiceHasAll,
  numberEq,
  numberNeq,
  numberGt,
  numberGte,
  numberLt,
  numberLte,
  numberBetween,
  booleanIsTrue,
  booleanIsFalse,
  dayBefore,
  dayAfter,
  dayOn,
  dayBetween,
  dayWithin,
  dayNotWithin,
  dayAnniversary,
  instantBefore,
  instantAfter,
  instantOn,
  instantBetween,
  instantWithin,
  instantNotWithin,
  instantAnniversary,
  setHasAny,
  setHasAll,
  setHasNone,
  ...isEmpty,
  ...isNotEmpty,
]

/** The comparisons that a kind of values can be asked. */
export function operatorsOn(family: Family): readonly Operator[] {
  return operators.filter(({ on }) => on === family)
}
