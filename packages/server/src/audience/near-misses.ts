import { type Catalog, describeFilter, type Filter, isGroup, type Lowering } from '@rollcall/filters'
import { lowerRule } from './lower-rule.ts'

/** One condition of a way to get in; `pointer` is where it stands below `/filters`. */
export type Step = { pointer: string; sentence: string; lowering: Lowering }

/** What a near miss of a rule is, in words, and the conditions of each way to get in that has several. */
export type NearMisses = { asked: string; ways: Step[][] }

type Context = { now: Date; catalog: Catalog }

/**
 * Who would be in if just one thing were otherwise.
 *
 * Of `all` and `none`: they fail exactly one top-level condition. Of `any` everybody outside fails every alternative,
 * which tells nobody apart; so each alternative that is a group of several conditions is looked into, and its near misses
 * fail exactly one of those.
 */
export function findWays(filter: Filter, context: Context, pointer = '/filters'): NearMisses {
  const { match, conditions } = filter
  const [only] = conditions
  // A group that is all there is says what the root would.
  if (match !== 'none' && conditions.length === 1 && only && isGroup(only)) {
    return findWays(only, context, `${pointer}/conditions/0`)
  }
  if (match !== 'any' || conditions.length === 1) {
    const asked = match === 'none' ? 'Exactly one of the excluded conditions applies to them.' : ASKED_OF_ALL
    return { asked, ways: [stepsOf(filter, pointer, context)] }
  }
  const ways = waysInto(filter, pointer, context)
  return { asked: ways.length > 0 ? ASKED_OF_ANY : ASKED_OF_SINGLES, ways }
}

/** Those who are not in and fail just this condition of the way that it belongs to. */
export function failingOnly(step: Step, way: Step[], members: Lowering): Lowering {
  const others = way.filter((other) => other !== step).map(({ lowering }) => lowering)
  return { is: 'all', of: [not(members), not(step.lowering), ...others] }
}

const ASKED_OF_ALL = 'They fail exactly one of the conditions.'
const ASKED_OF_ANY = 'No alternative holds for them, and they fail exactly one condition of an alternative of several.'
const ASKED_OF_SINGLES =
  'Each alternative is one condition, and whoever is not in fails them all: nobody is nearer than anybody else.'

function waysInto({ conditions }: Filter, pointer: string, context: Context): Step[][] {
  return conditions.flatMap((node, place) => {
    if (!isGroup(node)) return []
    const at = `${pointer}/conditions/${place}`
    if (node.match === 'any') return waysInto(node, at, context)
    return node.conditions.length > 1 ? [stepsOf(node, at, context)] : []
  })
}

function stepsOf({ match, conditions }: Filter, pointer: string, context: Context): Step[] {
  return conditions.map((node, place) => {
    const alone: Filter = { match: match === 'none' ? 'none' : 'all', conditions: [node] }
    return {
      pointer: `${pointer}/conditions/${place}`,
      sentence: describeFilter(alone, context.catalog),
      lowering: lowerRule(alone, context),
    }
  })
}

function not(of: Lowering): Lowering {
  return { is: 'not', of }
}
