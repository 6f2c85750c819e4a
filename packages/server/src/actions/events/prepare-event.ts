import { hash } from 'node:crypto'
import { type ErrorCode, type EventInput, MESSAGE_CHANNELS, MESSAGE_KINDS, MESSAGE_VERBS } from '@rollcall/contract'
import { parseInstant } from '@rollcall/filters'
import type { NewEvent } from '../../store/events.ts'

/** An event that is right in itself; whom it is about and of which campaign, the record has to say. */
export type PreparedEvent = Omit<NewEvent, 'rowNo' | 'campaignId'> & { contact: string; campaign: string | null }

/** Why an event is not taken, with a pointer into the event. */
export type Refused = { refused: { pointer: string; code: ErrorCode; detail: string } }

export function refused(pointer: string, detail: string, code: ErrorCode = 'invalid_request'): Refused {
  return { refused: { pointer, code, detail } }
}

/** Longest texts, in characters. */
const LONGEST = { contact: 320, name: 200, at: 40, id: 255, campaign: 200, link: 2_000 }
const texts = Object.entries(LONGEST)
const KEYS = new Set([...Object.keys(LONGEST), 'properties', 'machine', 'kind'])
const REQUIRED = new Set(['contact', 'name'])

const PROPERTIES_BYTES = 16 * 1024
const PROPERTIES_DEPTH = 8

/** Clocks differ: an event may be this far ahead, and counts as now. */
const AHEAD_SECONDS = 300

/** One item of a request, understood; or what is wrong with it. */
export function prepareEvent(raw: unknown, now: Date): PreparedEvent | Refused {
  if (!isObject(raw)) return refused('', 'must be an object with contact and name')
  const shape = findUnknownKey(raw) ?? findTextProblem(raw) ?? findTypeProblem(raw)
  if (shape) return shape
  // why: each key was just checked; null stands for absent
  const event = raw as Given
  const name = event.name.trim().normalize('NFC')
  const wrong = findNameProblem(name) ?? findMisplacedKey(name, event)
  if (wrong) return wrong
  const at = parseTime(event.at ?? null, now)
  if (typeof at !== 'number') return at
  const properties = parseProperties(event.properties ?? {})
  if (typeof properties === 'object' && properties !== null) return properties
  return {
    contact: event.contact,
    campaign: event.campaign ?? null,
    name,
    at,
    isMachine: event.machine ?? false,
    isTransactional: event.kind === 'transactional',
    link: event.link?.trim() ?? null,
    properties,
    key: event.id ? toKey(event.id.trim()) : null,
  }
}

type Given = { [Key in keyof EventInput]: EventInput[Key] | (undefined extends EventInput[Key] ? null : never) }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function findUnknownKey(raw: Record<string, unknown>): Refused | undefined {
  const key = Object.keys(raw).find((name) => !KEYS.has(name))
  if (key === undefined) return undefined
  // RFC 6901, section 3.
  const pointer = `/${key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`
  return refused(pointer, `is not known here. Accepted: ${[...KEYS].join(', ')}`)
}

function findTextProblem(raw: Record<string, unknown>): Refused | undefined {
  for (const [key, longest] of texts) {
    const detail = problemOfText(raw[key] ?? undefined, { longest, isRequired: REQUIRED.has(key) })
    if (detail) return refused(`/${key}`, detail)
  }
  return undefined
}

function problemOfText(value: unknown, { longest, isRequired }: { longest: number; isRequired: boolean }) {
  if (value === undefined) return isRequired ? 'is missing; it must be a text' : undefined
  if (typeof value !== 'string') return 'must be a text'
  if (value.trim() === '') return 'must not be empty'
  if (value.length > longest) return `has at most ${longest} characters; this has ${value.length}`
  return problemOfCharacters(value)
}

function problemOfCharacters(text: string): string | undefined {
  if (text.includes('\u0000')) return 'must not contain the character NUL'
  return text.isWellFormed() ? undefined : 'must not contain half of a character'
}

function findTypeProblem({ machine, kind, properties }: Record<string, unknown>): Refused | undefined {
  if (typeof (machine ?? false) !== 'boolean') return refused('/machine', 'must be true or false')
  const kinds: unknown[] = [undefined, null, ...MESSAGE_KINDS]
  if (!kinds.includes(kind)) return refused('/kind', `must be ${MESSAGE_KINDS.join(' or ')}`)
  if (!isObject(properties ?? {})) return refused('/properties', 'must be an object')
  return undefined
}

const messageNames = new Set(MESSAGE_CHANNELS.flatMap((channel) => MESSAGE_VERBS.map((verb) => `${channel}.${verb}`)))

function findNameProblem(name: string): Refused | undefined {
  const channel = MESSAGE_CHANNELS.find((prefix) => name.startsWith(`${prefix}.`))
  if (channel === undefined || messageNames.has(name)) return undefined
  const detail = `names that begin with ${channel}. are kept for messages: ${channel}. and one of ${MESSAGE_VERBS.join(', ')}`
  return refused('/name', detail)
}

/** What says something about a message is refused where there is none, rather than lost. */
function findMisplacedKey(name: string, event: Given): Refused | undefined {
  const verb = messageNames.has(name) ? name.split('.')[1] : undefined
  const wrong = (key: string, detail: string) => refused(`/${key}`, `${detail}; this is ${name}`)
  if (verb === undefined && event.campaign) return wrong('campaign', 'only events of messages have a campaign')
  if (verb === undefined && event.kind) return wrong('kind', 'only events of messages have a kind')
  if (event.link && verb !== 'clicked') return wrong('link', 'only clicked events have a link')
  if (event.machine && verb !== 'opened' && verb !== 'clicked') {
    return wrong('machine', 'only opened and clicked can be done by a machine')
  }
  return undefined
}

function parseTime(text: string | null, now: Date): number | Refused {
  const nowSeconds = Math.floor(now.getTime() / 1000)
  if (text === null) return nowSeconds
  const at = parseInstant(text.trim())
  const problem = (detail: string) => refused('/at', `${JSON.stringify(text)} ${detail}`)
  if (at === undefined) return problem('is not a time such as 2026-03-01T09:30:00Z')
  if (at < 0) return problem('is before 1970')
  if (at > nowSeconds + AHEAD_SECONDS) return problem('is more than 5 minutes in the future')
  return Math.min(at, nowSeconds)
}

function parseProperties(properties: Record<string, unknown>): string | null | Refused {
  const unstorable = problemOfValue(properties, PROPERTIES_DEPTH)
  if (unstorable) return refused('/properties', unstorable)
  if (Object.keys(properties).length === 0) return null
  const json = JSON.stringify(properties)
  const bytes = Buffer.byteLength(json)
  if (bytes <= PROPERTIES_BYTES) return json
  return refused('/properties', `have at most ${PROPERTIES_BYTES} bytes as JSON; these have ${bytes}`)
}

function problemOfValue(value: unknown, depthLeft: number): string | undefined {
  if (typeof value === 'string') return problemOfCharacters(value)
  if (typeof value !== 'object' || value === null) return undefined
  if (depthLeft === 0) return `are nested more than ${PROPERTIES_DEPTH} levels deep`
  for (const [key, inner] of Object.entries(value)) {
    const problem = problemOfCharacters(key) ?? problemOfValue(inner, depthLeft - 1)
    if (problem) return problem
  }
  return undefined
}

// Half of SHA-256: nobody meets the same key twice by chance, and what callers put into an id is not kept.
function toKey(id: string): string {
  return hash('sha256', id).slice(0, 32)
}
