import { typeOf } from './fields.ts'
import type { Contact, Raw, World } from './world.ts'

const FLAT_KEYS = ['groups', 'tags', 'excludeTags', 'status', 'validationStatus', 'customFields', 'fields', 'activity']

/** Is this the flat object of seed 000 rather than a group of conditions? */
export function isFlat(filter: Raw): boolean {
  return FLAT_KEYS.some((key) => key in filter)
}

/** The same question as conditions. */
export function fromFlat(flat: Raw, world: World): Raw {
  const conditions: Raw[] = []
  if (flat.tags !== undefined) conditions.push({ type: 'tag', op: 'has_any', tags: flat.tags })
  if (flat.excludeTags !== undefined) conditions.push({ type: 'tag', op: 'has_none', tags: flat.excludeTags })
  if (flat.status !== undefined) conditions.push({ type: 'status', op: 'is', values: [flat.status] })
  if (flat.validationStatus !== undefined)
    conditions.push({ type: 'validation', op: 'is', values: [flat.validationStatus] })
  for (const [key, values] of Object.entries((flat.customFields ?? {}) as Record<string, string[]>))
    conditions.push(fieldCondition({ key, mode: 'is', values }, world))
  for (const field of (flat.fields ?? []) as Raw[]) conditions.push(fieldCondition(field, world))
  for (const activity of (flat.activity ?? []) as Raw[]) conditions.push(activityCondition(activity))
  for (const group of (flat.groups ?? []) as Raw[]) conditions.push(group)
  return { match: flat.match ?? 'all', conditions }
}

const OPERATORS: Record<string, string> = {
  date_after: 'after',
  date_before: 'before',
  date_on: 'on',
  date_between: 'between',
  number_gt: 'gt',
  number_gte: 'gte',
  number_lt: 'lt',
  number_lte: 'lte',
  number_between: 'between',
}

function fieldCondition({ key, mode = 'is', values }: Raw, world: World): Raw {
  const field = String(key)
  const op = String(mode)
  const given = values as string[]
  const contact = {} as Contact
  const type = typeOf(field, { world, contact, now: 0 })
  if (type === 'number') {
    const numbers = given.map((text) => Number(text.trim()))
    return { type: 'field', field, op: { is: 'eq', is_not: 'neq' }[op] ?? OPERATORS[op], values: numbers }
  }
  if (type === 'boolean') {
    const any = given.map((text) => ({ type: 'field', field, op: text.trim() === 'true' ? 'is_true' : 'is_false' }))
    return { match: op === 'is_not' ? 'none' : 'any', conditions: any }
  }
  if ((type === 'date' || type === 'instant') && (op === 'is' || op === 'is_not')) {
    const any = given.map((text) => ({ type: 'field', field, op: 'on', values: [text] }))
    return { match: op === 'is_not' ? 'none' : 'any', conditions: any }
  }
  return { type: 'field', field, op: OPERATORS[op] ?? op, values: given }
}

function activityCondition({ action, channel, mode, unit, amount, from, to, campaignId }: Raw): Raw {
  const duration = `${amount}${unit === 'hours' ? 'h' : 'd'}`
  return {
    type: 'engagement',
    event: action,
    op: mode === 'never' ? 'did_not' : 'did',
    ...(channel === undefined ? {} : { channel }),
    ...(campaignId === undefined ? {} : { campaigns: [campaignId] }),
    ...(mode === 'within' ? { window: { last: duration } } : {}),
    ...(mode === 'before' ? { which: 'last', window: { before: duration } } : {}),
    ...(mode === 'between' ? { window: { ...(from ? { from } : {}), ...(to ? { to } : {}) } } : {}),
  }
}
