import { hasHappened, idOf, isEngaged } from './events.ts'
import { isFieldMatch } from './fields.ts'
import { fromFlat, isFlat } from './flat-object.ts'
import { isNumberMatch } from './numbers.ts'
import { bucketOf, idBytes } from './sample.ts'
import { isInWindow } from './windows.ts'
import type { Opportunity, Question, Raw } from './world.ts'

/** Is the contact in the filter's audience? Written line by line from what docs/reference/filters.md says; the filter is raw JSON. */
export function judge(filter: unknown, question: Question): boolean {
  const group = filter as Raw
  if (isFlat(group)) return judge(fromFlat(group, question.world), question)
  const conditions = (group.conditions ?? []) as Raw[]
  const answers = conditions.map((one) => (one.type === undefined ? judge(one, question) : isTrue(one, question)))
  if (group.match === 'any') return answers.includes(true)
  if (group.match === 'none') return !answers.includes(true)
  return !answers.includes(false)
}

const STATUS_ALIASES: Record<string, string> = {
  active: 'subscribed',
  pending: 'non-subscribed',
  hard_bounce: 'bounced',
}

function isTrue(condition: Raw, question: Question): boolean {
  const { contact } = question
  const among = (held: string[], given = condition.values as string[]): boolean =>
    given.some((value) => held.includes(STATUS_ALIASES[value] ?? value)) === (condition.op !== 'is_not')
  switch (condition.type) {
    case 'tag':
      return isTagged(condition, question)
    case 'status':
      return among([contact.status])
    case 'validation':
      return among([contact.validation])
    case 'field':
      return isFieldMatch(condition, question)
    case 'engagement':
      return isEngaged(condition, question)
    case 'event':
      return hasHappened(condition, question)
    case 'channel':
      return among(channelsOf(question))
    case 'consent':
      return among([consentOf(String(condition.channel), question)])
    case 'topic':
      return isSubscribed(condition, question) === (condition.op === 'subscribed')
    case 'funnel':
      return among([contact.funnel])
    case 'lost':
      return contact.isLost === (condition.op === 'is')
    case 'paused':
      return condition.op === 'is_not'
    case 'opportunity':
      return hasOpportunity(condition, question) === (condition.op === 'has')
    case 'segment':
      return isInSegment(condition, question) === (condition.op === 'in')
    case 'suppression':
      return condition.reasons === undefined
        ? contact.suppressions.length > 0 === (condition.op === 'is')
        : among(contact.suppressions, condition.reasons as string[])
    case 'sample':
      return isSampled(condition, question)
    default:
      throw new Error(`The oracle does not know ${condition.type}.`)
  }
}

function isTagged({ op, tags, applied }: Raw, { world, contact, now }: Question): boolean {
  const has = (text: string): boolean => {
    const at = contact.tags[idOf(world.tags, text)]
    if (at === undefined) return false
    return applied === undefined || (at <= now && isInWindow(at, applied as Raw, { now, zone: world.zone }))
  }
  const names = tags as string[]
  return op === 'has_all' ? names.every(has) : names.some(has) === (op === 'has_any')
}

function channelsOf({ contact }: Question): string[] {
  const given = Object.entries(contact.channels).filter(([name, address]) => name !== 'email' && address.trim() !== '')
  const has = (field: string): boolean => String(contact.fields[field] ?? '').trim() !== ''
  return [...given.map(([name]) => name), ...(has('email') ? ['email'] : []), ...(has('phone') ? ['sms'] : [])]
}

function consentOf(channel: string, { contact }: Question): string {
  if (channel !== 'email') return contact.consent[channel] ?? 'unknown'
  return { subscribed: 'opted_in', unsubscribed: 'opted_out' }[contact.status] ?? 'unknown'
}

function isSubscribed(condition: Raw, { world, contact }: Question): boolean {
  const id = idOf(world.topics, String(condition.topic))
  const answer = contact.topics[id]
  if (answer !== undefined) return answer === 'opted_in'
  return world.topics.find((topic) => topic.id === id)?.default === 'opt_in'
}

function hasOpportunity(condition: Raw, { world, contact, now }: Question): boolean {
  const { pipeline, stages, status, value, window, count } = condition
  const pipelineId = pipeline === undefined ? null : idOf(world.pipelines, String(pipeline))
  const within = world.pipelines
    .filter(({ id }) => pipelineId === null || id === pipelineId)
    .flatMap((one) => one.stages)
  const stageIds = (stages as string[] | undefined)?.flatMap((text) => stageIdsOf(within, text))
  const satisfies = (one: Opportunity): boolean =>
    (pipelineId === null || one.pipeline === pipelineId) &&
    (stageIds === undefined || stageIds.includes(one.stage)) &&
    (status === undefined || (status as string[]).includes(one.status)) &&
    (value === undefined || isValueMatch(one.value, value as Raw)) &&
    (window === undefined ||
      (one.stageSince <= now && isInWindow(one.stageSince, window as Raw, { now, zone: world.zone })))
  const found = contact.opportunities.filter(satisfies).length
  return count === undefined ? found > 0 : isNumberMatch(found, count as Raw)
}

function stageIdsOf(stages: { id: string; name: string }[], text: string): string[] {
  const wanted = text.trim().normalize('NFC')
  if (stages.some(({ id }) => id === wanted)) return [wanted]
  return stages.filter(({ name }) => name === wanted).map(({ id }) => id)
}

function isValueMatch(value: number | null, test: Raw): boolean {
  return value === null ? test.op === 'neq' : isNumberMatch(value, test)
}

function isInSegment({ segment, since }: Raw, question: Question): boolean {
  const { world, contact, now } = question
  const id = idOf(world.segments, String(segment))
  const { kind, filters } = world.segments.find((one) => one.id === id) ?? { kind: 'static' }
  const isMember = kind === 'static' ? contact.statics[id] !== undefined : judge(filters, question)
  if (!isMember || since === undefined) return isMember
  const at = kind === 'static' ? contact.statics[id] : contact.enteredAt[id]
  return at !== undefined && at <= now && isInWindow(at, since as Raw, { now, zone: world.zone })
}

function isSampled({ salt, from, to }: Raw, { contact }: Question): boolean {
  const bucket = bucketOf(String(salt).trim(), idBytes(contact.id))
  return bucket >= hundredths(Number(from)) && bucket < hundredths(Number(to))
}

// Percent with at most two decimals, read as decimals: 2.03 is 203, whatever its double says.
function hundredths(percent: number): number {
  const [whole, decimals = ''] = String(percent).split('.')
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
}
