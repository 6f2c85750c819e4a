import { ALL_UNITS, DATES, DAY_DURATIONS, DURATIONS, NUMBERS, PAST_UNITS, TEXTS } from './nasty.ts'
import { randomFlat } from './random-flat.ts'
import type { Draw } from './random-world.ts'
import type { Raw } from './world.ts'

/** A filter that must be accepted; `depth` says how deep its groups may be. */
export function randomFilter(draw: Draw, depth = 3): Raw {
  if (draw.chance(0.03)) return {}
  if (draw.chance(0.08)) return randomFlat(draw, depth)
  const entry = (): Raw => (depth > 1 && draw.chance(0.25) ? randomFilter(draw, depth - 1) : randomCondition(draw))
  const entries = Array.from({ length: draw.pick([1, 1, 2, 3]) }, entry).filter((one) => Object.keys(one).length > 0)
  const conditions = entries.length > 0 ? entries : [randomCondition(draw)]
  return draw.chance(0.3) ? { conditions } : { match: draw.pick(['all', 'any', 'none']), conditions }
}

/** One condition alone whose answer depends on time, so that nothing beside it hides a mistake. */
export function randomTimedFilter(draw: Draw): Raw {
  const condition = randomCondition(draw)
  const isTimed = ['window', 'applied', 'since'].some((key) => key in condition)
  return isTimed ? { conditions: [condition] } : randomTimedFilter(draw)
}

/** One condition, in any of the spellings that are accepted. */
export function randomCondition(draw: Draw): Raw {
  const type = draw.pick([...Object.keys(CONDITIONS), ...OFTEN])
  return { type, ...(CONDITIONS[type]?.(draw) ?? {}) }
}

// Those with the most ways to be wrong.
const OFTEN = ['field', 'field', 'field', 'engagement', 'engagement', 'engagement', 'event', 'event', 'event']

const CONDITIONS: Record<string, (draw: Draw) => Raw> = {
  tag: (draw) => {
    const op = draw.pick(['has_any', 'has_all', 'has_none'])
    const applied = op !== 'has_none' && draw.chance(0.5) ? { applied: eventWindow(draw) } : {}
    return { op, tags: names(draw, draw.world.tags), ...applied }
  },
  status: (draw) => ({
    op: isOrNot(draw),
    values: draw.some(['subscribed', 'active', 'pending', 'unsubscribed', 'bounced', 'hard_bounce']),
  }),
  validation: (draw) => ({ op: isOrNot(draw), values: draw.some(['valid', 'invalid', 'risky', 'unknown']) }),
  field: randomFieldCondition,
  engagement: (draw) => {
    const event = draw.pick(['sent', 'received', 'opened', 'opened', 'opened', 'clicked', 'clicked', 'bounced'])
    const isOne = draw.chance(0.3)
    return {
      event,
      op: draw.pick(['did', 'did_not']),
      ...maybe(draw, 0.6, () => ({ window: eventWindow(draw) })),
      ...(isOne ? { which: draw.pick(['first', 'last']) } : maybe(draw, 0.3, () => ({ count: countTest(draw) }))),
      ...maybe(draw, 0.2, () => ({
        campaigns: draw.chance(0.5) ? { last: 1 + draw.below(4) } : names(draw, draw.world.campaigns),
      })),
      ...maybe(draw, 0.1, () => ({ channel: draw.pick(['email', 'sms']) })),
      ...maybe(draw, 0.1, () => ({ kind: draw.pick(['any', 'marketing', 'transactional']) })),
      ...maybe(draw, 0.4, () => ({ machine: draw.pick(['exclude', 'include', 'only']) })),
      ...(event === 'clicked' ? maybe(draw, 0.4, () => ({ link: textTest(draw) })) : {}),
    }
  },
  event: (draw) => {
    const isOne = draw.chance(0.2)
    return {
      name: draw.pick(['purchase', 'purchase', ' purchase', 'login', 'nothing']),
      op: draw.pick(['did', 'did_not']),
      ...maybe(draw, 0.5, () => ({ window: eventWindow(draw) })),
      ...(isOne ? { which: draw.pick(['first', 'last']) } : maybe(draw, 0.3, () => ({ count: countTest(draw) }))),
      ...maybe(draw, 0.5, () => ({ where: Array.from({ length: 1 + draw.below(2) }, () => propertyTest(draw)) })),
      ...(isOne ? {} : maybe(draw, 0.4, () => ({ aggregate: aggregate(draw) }))),
    }
  },
  channel: (draw) => ({ op: isOrNot(draw), values: draw.some(['email', 'sms', 'whatsapp', 'push', 'webchat']) }),
  consent: (draw) => ({
    channel: draw.pick(['email', 'sms', 'push']),
    op: isOrNot(draw),
    values: draw.some(['opted_in', 'opted_out', 'unknown']),
  }),
  topic: (draw) => ({ topic: name(draw, draw.world.topics), op: draw.pick(['subscribed', 'not_subscribed']) }),
  funnel: (draw) => ({ op: isOrNot(draw), values: draw.some(['aware', 'customer', 'loyal_customer', 'none']) }),
  lost: (draw) => ({ op: isOrNot(draw) }),
  opportunity: (draw) => ({
    op: draw.pick(['has', 'has_not']),
    ...draw.pick<Raw>([
      {},
      { pipeline: 'Sales' },
      { pipeline: 'pip_2', stages: ['New', 'stg_1'] },
      { stages: ['New'] },
      { stages: ['stg_1', ' Qualified '] },
    ]),
    ...maybe(draw, 0.4, () => ({ status: draw.some(['open', 'won', 'lost', 'abandoned']) })),
    ...maybe(draw, 0.4, () => ({ value: numberTest(draw, NUMBERS) })),
    ...maybe(draw, 0.4, () => ({ window: eventWindow(draw) })),
    ...maybe(draw, 0.3, () => ({ count: countTest(draw) })),
  }),
  segment: (draw) => {
    const op = draw.pick(['in', 'not_in'])
    const since = op === 'in' && draw.chance(0.4) ? { since: eventWindow(draw) } : {}
    return { op, segment: name(draw, draw.world.segments), ...since }
  },
  suppression: (draw) => ({
    op: isOrNot(draw),
    ...maybe(draw, 0.5, () => ({ reasons: draw.some(['bounce', 'complaint', 'unsubscribe', 'manual']) })),
  }),
  sample: (draw) => {
    const [from, to] = draw.pick([
      [0, 100],
      [0, 10],
      [28.93, 57.1],
      [2.03, 97.64],
      [50, 50.01],
    ] as const)
    return { salt: draw.pick(['holdout-2026', 'größe', ' a ']), from, to }
  },
}

function isOrNot(draw: Draw): string {
  return draw.pick(['is', 'is_not'])
}

function maybe(draw: Draw, probability: number, make: () => Raw): Raw {
  return draw.chance(probability) ? make() : {}
}

// By id or name, decomposed or with space around it; a name that two share only by id.
function name(draw: Draw, things: { id: string; name: string }[]): string {
  const one = draw.pick(things)
  const isUnique = things.filter((other) => other.name === one.name).length === 1
  const isAnId = things.some((other) => other.id === one.name)
  if (!isUnique || isAnId || draw.chance(0.5)) return one.id
  return draw.pick([one.name, ` ${one.name} `, one.name.normalize('NFD')])
}

function names(draw: Draw, things: { id: string; name: string }[]): string[] {
  return Array.from({ length: 1 + draw.below(3) }, () => name(draw, things))
}

/** A window in which something can have happened. */
function eventWindow(draw: Draw): Raw {
  return draw.pick<() => Raw>([
    () => ({ last: duration(draw) }),
    () => ({ before: duration(draw) }),
    () => ({ last: draw.pick(['60d', '2mo', '1y']), before: draw.pick(['1h', '30d', '1mo']) }),
    () => ({ calendar: unit(draw, PAST_UNITS) }),
    () => ({ calendar: unit(draw, PAST_UNITS), before: duration(draw) }),
    () => fromTo(draw, () => moment(draw)),
    () => ({ from: moment(draw), last: '1y' }),
  ])()
}

function duration(draw: Draw, isDate = false): string {
  const near = draw.durations.filter((text) => !isDate || !text.endsWith('h'))
  return near.length > 0 && draw.chance(0.9) ? draw.pick(near) : draw.pick(isDate ? DAY_DURATIONS : DURATIONS)
}

function unit(draw: Draw, among: string[]): string {
  const near = draw.units.filter((text) => among.includes(text))
  return near.length > 0 ? draw.pick(near) : draw.pick(among)
}

function fromTo(draw: Draw, make: () => string): Raw {
  const [from, to] = [make(), make()]
  const isOrdered = Date.parse(from) + 2 * 86_400_000 < Date.parse(to)
  if (isOrdered && draw.chance(0.7)) return { from, to }
  return draw.chance(0.5) ? { from } : { to }
}

function moment(draw: Draw): string {
  if (draw.chance(0.3)) return draw.pick(DATES)
  const text = new Date(draw.pick(draw.times) * 1000).toISOString()
  return draw.chance(0.5) ? text.slice(0, 10) : draw.pick([text, text.replace('000Z', '999Z'), ` ${text} `])
}

function fieldWindow(draw: Draw, isDate: boolean): Raw {
  const when = (): string => (isDate ? moment(draw).trim().slice(0, 10) : moment(draw))
  return draw.pick<() => Raw>([
    () => ({ last: duration(draw, isDate) }),
    () => ({ before: duration(draw, isDate) }),
    () => ({ next: duration(draw, isDate) }),
    () => ({ last: '2mo', before: '7d' }),
    () => ({ calendar: unit(draw, ALL_UNITS) }),
    () => ({ calendar: unit(draw, ALL_UNITS), next: '60d' }),
    () => fromTo(draw, when),
  ])()
}

const TEXT_FIELDS = ['email', 'firstName', 'name', 'externalId', 'city', 'site', 'mail', 'call']
const INSTANT_FIELDS = ['seen', 'createdAt', 'firstContactedAt', 'lastSentAt', 'lastOpenedAt', 'lastClickedAt']

function randomFieldCondition(draw: Draw): Raw {
  if (draw.chance(0.15)) {
    const field = draw.pick([
      ...TEXT_FIELDS,
      ...INSTANT_FIELDS,
      'ltv',
      'vip',
      'birthday',
      'plan',
      'colours',
      'language',
    ])
    return { field, op: draw.pick(['is_empty', 'is_not_empty']) }
  }
  return draw.pick<() => Raw>([
    () => ({
      field: draw.pick(TEXT_FIELDS),
      op: draw.pick(['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'ends_with']),
      values: draw.some(TEXTS),
    }),
    () => ({
      field: 'plan',
      op: draw.pick(['is', 'is_not', 'has_all']),
      values: draw.some(['a', 'A', 'e\u0301', ' b c ']),
    }),
    () => ({ field: 'colours', op: draw.pick(['is', 'is_not', 'has_all']), values: draw.some(['a', 'A', 'é']) }),
    () => ({ field: 'country', op: isOrNot(draw), values: draw.some(['indonesia', 'ID', 'de', ' France ']) }),
    () => ({
      field: 'language',
      op: draw.pick(['is', 'is_not', 'has_all']),
      values: draw.some(['en', 'zh-Hant', 'EN-gb', 'zh']),
    }),
    () => ({ field: 'source', op: isOrNot(draw), values: draw.some(TEXTS) }),
    () => ({ field: 'ltv', ...numberField(draw) }),
    () => ({ field: 'vip', op: draw.pick(['is_true', 'is_false']) }),
    () => dateCondition(draw),
    () => dateCondition(draw),
    () => instantCondition(draw),
    () => instantCondition(draw),
  ])()
}

function numberField(draw: Draw): Raw {
  const { op, value, values } = numberTest(draw, NUMBERS)
  return { op, values: value === undefined ? values : [value] }
}

function dateCondition(draw: Draw): Raw {
  const date = (): string => moment(draw).trim().slice(0, 10)
  const op = draw.pick(['before', 'after', 'on', 'between', 'within', 'not_within', 'anniversary', 'anniversary'])
  return { field: 'birthday', op, ...timeOperand(draw, op, { make: date, isDate: true }) }
}

function instantCondition(draw: Draw): Raw {
  const op = draw.pick(['before', 'after', 'on', 'between', 'within', 'within', 'not_within', 'anniversary'])
  return { field: draw.pick(INSTANT_FIELDS), op, ...timeOperand(draw, op, { make: () => moment(draw), isDate: false }) }
}

function timeOperand(draw: Draw, op: string, { make, isDate }: { make: () => string; isDate: boolean }): Raw {
  if (op.endsWith('within')) return { window: fieldWindow(draw, isDate) }
  if (op === 'anniversary') {
    const window = draw.pick([{ calendar: 'today' }, { next: '1d' }, { next: '7d' }, { next: '60d' }, { next: '366d' }])
    return { window, ...maybe(draw, 0.3, () => ({ years: draw.pick([1, 2, 18, 24]) })) }
  }
  if (op !== 'between') return { values: [make()] }
  const [first, second] = [make(), make()].sort((a, b) => Date.parse(a) - Date.parse(b))
  return { values: first !== undefined && isApart(first, second) ? [first, second] : [first, first] }
}

// Whether two moments of which one may be a whole day overlap depends on the zone; further apart they never do.
function isApart(first: string, second: string | undefined): second is string {
  return second !== undefined && Date.parse(first) + 2 * 86_400_000 < Date.parse(second)
}

function numberTest(draw: Draw, numbers: readonly number[]): Raw {
  const op = draw.pick(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'between'])
  if (op === 'between')
    return {
      op,
      values: draw
        .some(numbers, 2)
        .slice(0, 2)
        .sort((a, b) => a - b),
    }
  if ((op === 'eq' || op === 'neq') && draw.chance(0.5)) return { op, values: draw.some(numbers) }
  return { op, value: draw.pick(numbers) }
}

function countTest(draw: Draw): Raw {
  return numberTest(draw, [0, 1, 1, 2, 2, 3, 5])
}

function textTest(draw: Draw): Raw {
  const op = draw.pick(['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'ends_with'])
  return draw.chance(0.5) ? { op, value: draw.pick(TEXTS) } : { op, values: draw.some(TEXTS) }
}

const PATHS = [
  'amount',
  'amount',
  'items.price',
  'items.0',
  'a.b',
  'a.b.c',
  'length',
  'tags',
  'tags.length',
  'constructor',
]

function propertyTest(draw: Draw): Raw {
  const test = draw.pick([
    () => numberTest(draw, draw.chance(0.5) ? [0.1, 0.2, 1, 100] : NUMBERS),
    () => textTest(draw),
    () => ({ op: draw.pick(['is_true', 'is_false', 'is_empty', 'is_not_empty']) }),
  ])()
  return { property: draw.pick(PATHS), ...test }
}

function aggregate(draw: Draw): Raw {
  const fn = draw.pick(['sum', 'avg', 'min', 'max'])
  return {
    fn,
    property: draw.pick(['amount', 'amount', 'items.price', 'a.b.c']),
    ...numberTest(draw, draw.chance(0.7) ? [0.1, 0.15, 0.2, 0.3, 1e-6, 0, 100] : NUMBERS),
  }
}
