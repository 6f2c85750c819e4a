import { type ExplainedNode, explainRow, type Filter } from '../../packages/filters/src/index.ts'
import type { Case } from './compare.ts'
import { judge } from './naive/judge.ts'
import { DURATIONS } from './naive/nasty.ts'
import { randomFrom } from './naive/random.ts'
import { edgesOf } from './naive/windows.ts'
import type { Contact, Raw, World } from './naive/world.ts'
import { toRow } from './product.ts'

/** What is wrong with an explanation: its answers, or the instant at which it says that the whole answer changes. */
export function findWrongExplanation(asked: Case & { filter: Filter }, seed: number): string | undefined {
  const { raw, filter, contact, world, now, catalog } = asked
  const answerAt = (at: number): boolean => judge(raw, { world, contact, now: at })
  const { matches, tree, changesAt } = explainRow(filter, { now, catalog }, toRow(contact, catalog))
  const answer = answerAt(now)
  if (matches !== answer) return `explained as ${matches}, not ${answer}`
  const wrongLeaf = leavesOf(tree).find(
    (leaf) => leaf.matches !== judge({ conditions: [leaf.condition] }, { world, contact, now }),
  )
  if (wrongLeaf) return `${wrongLeaf.sentence} is explained as ${wrongLeaf.matches}`
  // An entry of a dynamic segment that is yet to come is nothing that the oracle's contact has on record.
  if (asksSinceWhen(raw, world)) return undefined
  if (changesAt !== null && answerAt(changesAt) === answer) return `nothing changes at ${changesAt}`
  const end = changesAt ?? now + 9 * 365 * 86_400
  const missed = instantsBetween(contact, { now, end, zone: world.zone }, seed).find((at) => answerAt(at) !== answer)
  return missed === undefined ? undefined : `it changes by ${missed} already, not only at ${changesAt}`
}

function leavesOf(node: ExplainedNode): Extract<ExplainedNode, { condition: unknown }>[] {
  return 'condition' in node ? [node] : node.conditions.flatMap(leavesOf)
}

function asksSinceWhen(raw: unknown, world: World): boolean {
  if (typeof raw !== 'object' || raw === null) return false
  if ('conditions' in raw && Array.isArray(raw.conditions))
    return raw.conditions.some((one) => asksSinceWhen(one, world))
  if (!('segment' in raw)) return false
  // why: a condition is an object, and this one has a segment
  const { segment, since } = raw as Raw
  const named = world.segments.filter(
    ({ id, name }) => id === String(segment).trim() || name === String(segment).trim(),
  )
  return named.some(({ kind, filters }) => kind === 'dynamic' && (since !== undefined || asksSinceWhen(filters, world)))
}

/** Instants before the change at which it is likeliest to have come too early, and others. */
function instantsBetween(
  contact: Contact,
  { now, end, zone }: { now: number; end: number; zone: string },
  seed: number,
): number[] {
  const random = randomFrom(seed)
  const known = [
    ...contact.messages.map(({ at }) => at),
    ...contact.happenings.map(({ at }) => at),
    ...contact.opportunities.map(({ stageSince }) => stageSince),
    ...Object.values({ ...contact.tags, ...contact.statics }),
    ...[contact.fields.seen, contact.fields.createdAt].filter((value) => typeof value === 'number'),
  ]
  const likely = known
    .flatMap((at) => random.some(DURATIONS, 1).flatMap((text) => edgesOf(text, { now: at, zone })))
    .concat(known)
    .flatMap((at) => [at - 1, at, at + 1])
    .filter((at) => at > now && at < end)
  const anywhere = Array.from({ length: 12 }, () => now + 1 + random.below(Math.max(1, end - now - 1)))
  return [end - 1, ...anywhere, ...random.some(likely, Math.min(likely.length, 12))].filter(
    (at) => at > now && at < end,
  )
}
