import { type Catalog, describeFilter, type Filter, type FilterNode } from '@rollcall/filters'

/** One way in which a rule differs from another, in words. */
export type RuleChange = { kind: 'added' | 'removed' | 'changed' | 'match'; sentence: string }

const MATCH_WORDS = { all: 'all of its conditions', any: 'any of its conditions', none: 'none of its conditions' }

/** What a rule changed of another, condition by condition; `catalog` names what both mention. */
export function listRuleChanges(before: Filter, after: Filter, catalog: Catalog): RuleChange[] {
  const removed = without(before.conditions, after.conditions)
  const added = without(after.conditions, before.conditions)
  const say = (node: FilterNode) => describeFilter({ match: 'all', conditions: [node] }, catalog)
  const pairs = removed.flatMap((node) => {
    const successor = added.find((other) => kindOf(other) === kindOf(node))
    if (!successor) return []
    added.splice(added.indexOf(successor), 1)
    return [{ node, successor }]
  })
  const replaced = new Set(pairs.map(({ node }) => node))
  return [
    ...matchChange(before, after),
    ...pairs.map(
      ({ node, successor }): RuleChange => ({
        kind: 'changed',
        sentence: `${say(node)} became: ${say(successor)}`,
      }),
    ),
    ...removed
      .filter((node) => !replaced.has(node))
      .map((node): RuleChange => ({ kind: 'removed', sentence: say(node) })),
    ...added.map((node): RuleChange => ({ kind: 'added', sentence: say(node) })),
  ]
}

function matchChange(before: Filter, after: Filter): RuleChange[] {
  if (before.match === after.match) return []
  const sentence = `People match ${MATCH_WORDS[after.match]} instead of ${MATCH_WORDS[before.match]}`
  return [{ kind: 'match', sentence }]
}

/** Those of the nodes that the others do not have; one that is there twice counts twice. */
function without(nodes: readonly FilterNode[], others: readonly FilterNode[]): FilterNode[] {
  const rest = others.map((node) => JSON.stringify(node))
  return nodes.filter((node) => {
    const place = rest.indexOf(JSON.stringify(node))
    if (place >= 0) rest.splice(place, 1)
    return place < 0
  })
}

/** What a condition is about: two of the same kind are one that was edited. */
function kindOf(node: FilterNode): string {
  if ('conditions' in node) return 'group'
  const { type, ...parts } = node
  const about: Record<string, unknown> = parts
  return JSON.stringify([type, about.field, about.event, about.name, about.topic, about.segment])
}
