import { ALL_UNITS, BIRTHDAYS, CLOCKS, DATES, DURATIONS, NUMBERS, TEXTS } from './nasty.ts'
import type { Random } from './random.ts'
import { edgesOf } from './windows.ts'
import type { Contact, FieldValue, Happening, Message, World } from './world.ts'

/** A project at an instant, a few lengths and units of time, and the instants at which those decide something. */
export type Setting = { world: World; now: number; durations: string[]; units: string[]; times: number[] }

/** What filters are drawn from: a random source, and the project that they may mention. */
export type Draw = Random & Setting

const EVENTS = ['sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'unsubscribed', 'replied']

/** A project made to be confusing. */
export function randomSetting(random: Random): Setting {
  const [zone, moment] = random.pick(CLOCKS)
  const now = moment + random.pick([0, 0, 1, -1, 1200, -1800, -3600, 3600, 86_400, 7 * 86_400])
  const world = randomWorld(random, { zone, now })
  const durations = random.some(DURATIONS, 2)
  const units = random.some(ALL_UNITS, 1)
  return { world, now, durations, units, times: decisiveTimes([...durations, ...units], { now, zone }) }
}

function randomWorld(random: Random, { zone, now }: { zone: string; now: number }): World {
  return {
    zone,
    fields: [
      ...['city', 'site', 'mail', 'call'].map((key, index) => ({
        key,
        type: ['text', 'url', 'email', 'phone'][index] ?? '',
      })),
      { key: 'ltv', type: 'number' },
      { key: 'vip', type: 'boolean' },
      { key: 'birthday', type: 'date' },
      { key: 'seen', type: 'instant' },
      { key: 'plan', type: 'select', options: ['a', 'A', 'b c', 'é'] },
      { key: 'colours', type: 'list', options: ['a', 'A', 'b c', 'é'] },
    ],
    tags: [
      { id: 'tag_1', name: 'VIP' },
      { id: 'tag_2', name: 'vip' },
      { id: 'tag_3', name: 'é' },
      { id: 'tag_4', name: 'tag_1' },
      { id: 'tag_5', name: 'twice' },
      { id: 'tag_6', name: 'twice' },
    ],
    campaigns: ['cmp_1', 'cmp_2', 'cmp_3', 'cmp_4', 'cmp_5'].map((id, index) => ({
      id,
      name: index > 3 ? 'Same' : id.toUpperCase(),
      launchedAt: random.chance(0.8) ? now + random.pick([-86_400, -1, 0, 0, 1, -30 * 86_400]) : null,
    })),
    topics: [
      { id: 'top_1', name: 'News', default: 'opt_in' },
      { id: 'top_2', name: 'Offers', default: 'opt_out' },
    ],
    pipelines: [
      {
        id: 'pip_1',
        name: 'Sales',
        stages: [
          { id: 'stg_1', name: 'New' },
          { id: 'stg_2', name: 'Qualified' },
        ],
      },
      {
        id: 'pip_2',
        name: 'Repair',
        stages: [
          { id: 'stg_3', name: 'New' },
          { id: 'stg_4', name: 'stg_1' },
        ],
      },
    ],
    segments: [
      { id: 'seg_1', name: 'Team', kind: 'static' },
      { id: 'seg_2', name: 'seg_1', kind: 'static' },
    ],
  }
}

function decisiveTimes(texts: string[], clock: { now: number; zone: string }): number[] {
  const edges = texts.flatMap((text) => edgesOf(text, clock))
  const around = [clock.now, ...edges].flatMap((time) => [time - 1, time, time + 1])
  return around.filter((time) => time > 0 && time < 4_000_000_000)
}

/** Somebody of whom anything may be known. */
export function randomContact(random: Random, { world, now, times: all }: Setting): Contact {
  // Most of what is known has happened already.
  const past = all.filter((time) => time <= now)
  const times = [...past, ...past, ...past, ...all]
  const maybe = <T>(make: () => T): T[] => (random.chance(0.8) ? [make()] : [])
  const count = () => random.below(4)
  const fields: Record<string, FieldValue> = {}
  for (const key of FIELD_KEYS) for (const value of maybe(() => randomValue(random, key, times))) fields[key] = value
  return {
    id: `con_0${Array.from({ length: 25 }, () => random.pick([...'0123456789abcdefghjkmnpqrstvwxyz'])).join('')}`,
    status: random.pick(['subscribed', 'unsubscribed', 'non-subscribed', 'bounced']),
    validation: random.pick(['valid', 'invalid', 'risky', 'unknown']),
    fields,
    tags: someTimes(random, world.tags, times),
    statics: someTimes(
      random,
      world.segments.filter(({ kind }) => kind === 'static'),
      times,
    ),
    enteredAt: someTimes(
      random,
      world.segments.filter(({ kind }) => kind === 'dynamic'),
      times,
    ),
    channels: Object.fromEntries(random.some(['sms', 'whatsapp', 'push', 'telegram'], 0).map((name) => [name, 'x'])),
    consent: Object.fromEntries(random.some(['sms', 'push'], 0).map((name) => [name, random.pick(ANSWERS)])),
    topics: Object.fromEntries(random.some(world.topics, 0).map(({ id }) => [id, random.pick(ANSWERS)])),
    funnel: random.pick(['aware', 'engaged', 'customer', 'loyal_customer', 'promoter', 'none']),
    isLost: random.chance(0.5),
    suppressions: random.some(['bounce', 'complaint', 'unsubscribe', 'manual'], 0),
    opportunities: Array.from({ length: count() }, () => {
      const pipeline = random.pick(world.pipelines)
      return {
        pipeline: pipeline.id,
        stage: random.pick(pipeline.stages).id,
        status: random.pick(['open', 'won', 'lost', 'abandoned']),
        value: random.chance(0.7) ? random.pick(NUMBERS) : null,
        stageSince: random.pick(times),
      }
    }),
    messages: Array.from({ length: 2 * count() }, () => randomMessage(random, world, times)),
    happenings: Array.from({ length: count() }, () => randomHappening(random, times)),
  }
}

const ANSWERS = ['opted_in', 'opted_out'] as const

function someTimes(random: Random, things: { id: string }[], times: number[]): Record<string, number> {
  return Object.fromEntries(random.some(things, 0).map(({ id }) => [id, random.pick(times)]))
}

/** Every field that a contact may have a value in. */
const FIELD_KEYS = [
  ...['email', 'phone', 'firstName', 'lastName', 'name', 'country', 'language', 'timezone', 'company', 'source'],
  ...['inboxProvider', 'externalId', 'createdAt', 'subscribedAt'],
  ...['city', 'site', 'mail', 'call', 'ltv', 'vip', 'birthday', 'seen', 'plan', 'colours'],
]

function randomValue(random: Random, key: string, times: number[]): FieldValue {
  const stored = random.pick(TEXTS).normalize('NFC').trim()
  switch (key) {
    case 'country':
      return random.pick(['ID', 'DE', 'US', 'FR'])
    case 'language':
      return random.pick(['en', 'en-GB', 'eng', 'zh-Hant', 'zh-Hant-TW'])
    case 'timezone':
      return random.pick(['UTC', 'Europe/Berlin'])
    case 'plan':
      return random.pick(['a', 'A', 'b c', 'é'])
    case 'colours':
      return random.some(['a', 'A', 'b c', 'é'])
    case 'ltv':
      return random.pick(NUMBERS)
    case 'vip':
      return random.chance(0.5)
    case 'birthday':
      return random.chance(0.3) ? random.pick([...DATES, ...BIRTHDAYS]) : randomBirthday(random, times)
    case 'seen':
    case 'createdAt':
    case 'subscribedAt':
      return random.chance(0.2) ? Date.parse(`${random.pick(DATES)}T00:00:00Z`) / 1000 : random.pick(times)
    default:
      return stored
  }
}

// A day that comes round about now, some years earlier; what is no date becomes a birthday without its year.
function randomBirthday(random: Random, times: number[]): string {
  const [year, rest] = new Date(random.pick(times) * 1000).toISOString().split(/-(.*)T/)
  const text = `${Number(year) - random.pick([0, 1, 1, 2, 18, 24])}-${rest}`
  const isDate = !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text)
  return isDate && random.chance(0.9) ? text : `--${rest}`
}

function randomMessage(random: Random, world: World, times: number[]): Message {
  const event = random.chance(0.1) ? random.pick(EVENTS) : random.pick(['sent', 'opened', 'opened', 'clicked'])
  return {
    event,
    at: random.pick(times),
    channel: random.pick(['email', 'email', 'sms', 'whatsapp']),
    kind: random.pick(['marketing', 'transactional']),
    campaign: random.chance(0.8) ? random.pick(world.campaigns).id : null,
    link: event === 'clicked' && random.chance(0.8) ? random.pick(TEXTS).normalize('NFC').trim() : null,
    isMachine: random.chance(0.2),
  }
}

/** Properties under every shape that a path can meet. */
function randomHappening(random: Random, times: number[]): Happening {
  const value = (): unknown =>
    random.chance(0.5)
      ? random.pick([0.1, 0.2, 1, 100, 5e-7, -5e-7])
      : random.pick<unknown>([
          ...NUMBERS,
          ...random.some(TEXTS, 3),
          true,
          false,
          null,
          '',
          ' ',
          [],
          {},
          [[1], null, 'a'],
        ])
  const properties: Record<string, unknown> = {}
  for (const key of random.some(['amount', 'amount', 'amount', 'a.b', 'length', 'tags'])) properties[key] = value()
  if (random.chance(0.5))
    properties.items = Array.from({ length: random.below(4) }, () => ({ price: value(), 0: value() }))
  if (random.chance(0.3)) properties.a = { b: random.chance(0.5) ? value() : [{ c: value() }, { c: [value()] }] }
  return {
    name: random.pick(['purchase', 'purchase', 'Purchase', 'login']),
    at: random.pick(times),
    properties: random.chance(0.9) ? properties : null,
  }
}
