import { isAggregateMatch, isNumberMatch } from './numbers.ts'
import { isTextMatch, TEXT_OPERATORS, TEXT_TWINS } from './text.ts'
import { isInWindow } from './windows.ts'
import type { Happening, Message, Question, Raw, World } from './world.ts'

/** An engagement condition, judged. */
export function isEngaged(condition: Raw, question: Question): boolean {
  const { contact, world, now } = question
  const event = condition.event === 'received' ? 'sent' : condition.event
  const campaigns = condition.campaigns === undefined ? null : campaignIds(condition.campaigns, question)
  const found = contact.messages.filter(
    (message) =>
      message.event === event &&
      (campaigns === null || (message.campaign !== null && campaigns.includes(message.campaign))) &&
      (condition.channel === undefined || message.channel === condition.channel) &&
      ((condition.kind ?? 'any') === 'any' || message.kind === condition.kind) &&
      isRightHand(message, String(condition.machine ?? 'exclude')) &&
      isRightLink(message, condition.link as Raw | undefined),
  )
  return isOften(found, condition, { now, zone: world.zone }) === (condition.op === 'did')
}

// Only opens and clicks can come from a machine.
function isRightHand({ isMachine, event }: Message, machine: string): boolean {
  const byMachine = isMachine && (event === 'opened' || event === 'clicked')
  return machine === 'include' || byMachine === (machine === 'only')
}

function isRightLink({ link }: Message, test: Raw | undefined): boolean {
  return test === undefined || isLeaf(test, link === null ? [] : [link])
}

function campaignIds(asked: unknown, { world, now }: Question): string[] {
  if (Array.isArray(asked)) return asked.map((one) => idOf(world.campaigns, String(one)))
  return world.campaigns
    .filter(({ launchedAt }) => launchedAt !== null && launchedAt <= now)
    .sort((a, b) => Number(b.launchedAt) - Number(a.launchedAt) || (a.id < b.id ? 1 : -1))
    .slice(0, Number((asked as Raw).last))
    .map(({ id }) => id)
}

/** A text that is an existing id is the id; anything else is a name. */
export function idOf(things: World['tags'], text: string): string {
  const wanted = text.trim().normalize('NFC')
  return (things.find(({ id }) => id === wanted) ?? things.find(({ name }) => name === wanted))?.id ?? ''
}

/** A custom event condition, judged. */
export function hasHappened(condition: Raw, question: Question): boolean {
  const tests = (condition.where ?? []) as Raw[]
  const found = question.contact.happenings.filter(
    ({ name, properties }) =>
      name === String(condition.name).trim() &&
      tests.every((test) => isLeaf(test, reach(properties, String(test.property).trim()))),
  )
  return isOften(found, condition, { now: question.now, zone: question.world.zone }) === (condition.op === 'did')
}

type Clock = { now: number; zone: string }

function isOften(found: (Message | Happening)[], condition: Raw, { now, zone }: Clock): boolean {
  const known = found.filter(({ at }) => at <= now)
  const window = (condition.window ?? {}) as Raw
  const which = condition.which ?? 'any'
  if (which !== 'any') {
    const times = known.map(({ at }) => at)
    if (times.length === 0) return false
    return isInWindow(which === 'first' ? Math.min(...times) : Math.max(...times), window, { now, zone })
  }
  const inside = known.filter(({ at }) => isInWindow(at, window, { now, zone }))
  const aggregate = condition.aggregate as Raw | undefined
  if (aggregate !== undefined) {
    const numbers = inside.flatMap((event) =>
      'properties' in event
        ? reach(event.properties, String(aggregate.property).trim()).filter((value) => typeof value === 'number')
        : [],
    )
    if (!isAggregateMatch(numbers, aggregate)) return false
    if (condition.count === undefined) return true
  }
  return condition.count === undefined ? inside.length > 0 : isNumberMatch(inside.length, condition.count as Raw)
}

/** Every value that a dot path leads to: a step looks into each object of a list. */
function reach(properties: unknown, path: string): unknown[] {
  let values = flat(properties)
  for (const step of path.split('.')) {
    values = values.flatMap((value) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? flat((value as Raw)[step]) : [],
    )
  }
  return values.filter((value) => value !== null && !(typeof value === 'string' && value.trim() === ''))
}

function flat(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value]
}

/** A test of a property or a link, over the values that are there. */
function isLeaf(test: Raw, values: unknown[]): boolean {
  const op = String(test.op)
  if (op === 'is_empty') return values.length === 0
  if (op === 'is_not_empty') return values.length > 0
  const twin = { ...TEXT_TWINS, neq: 'eq' }[op]
  if (twin !== undefined) return !isLeaf({ ...test, op: twin }, values)
  if (op === 'is_true') return values.includes(true)
  if (op === 'is_false') return values.includes(false)
  if (TEXT_OPERATORS.includes(op)) {
    const wanted = (test.value === undefined ? test.values : [test.value]) as string[]
    return values.some((value) => typeof value === 'string' && isTextMatch(op, value, wanted))
  }
  return values.some((value) => typeof value === 'number' && isNumberMatch(value, test))
}
