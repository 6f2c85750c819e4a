import { type ApiAnswer, ApiCallError } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import { toNote } from '../to-note.ts'
import type { Tried } from './provider-kind.ts'

const LONGEST_WAIT_MS = 60 * 60_000

/** How a service's answers are judged. */
type Judging = {
  /** The service's name. */
  name: string
  /** What an answer means that is neither a refusal to all (429, 5xx) nor unreadable. */
  judge: (answer: ApiAnswer) => SendOutcome
  /** A message that comes again under its name is recognised: what is uncertain may be sent again. */
  isRepeatable?: boolean
}

/** Makes a call that sends one message, and says what became of it. Never throws. */
export async function toOutcome(
  call: () => Promise<ApiAnswer>,
  { name, judge, isRepeatable = false }: Judging,
): Promise<SendOutcome> {
  const unsure: Pick<SendOutcome, 'outcome' | 'mayHaveArrived'> = isRepeatable
    ? { outcome: 'deferred', mayHaveArrived: true }
    : { outcome: 'uncertain' }
  try {
    const answer = await call()
    const { status } = answer
    // A gateway that got no answer does not know what the service behind it did.
    if (status === 504) return { ...unsure, response: said(name, answer) }
    if (status === 429 || status >= 500) return { ...down(said(name, answer)), ...retryAfter(answer) }
    const outcome = judge(answer)
    return outcome.outcome === 'uncertain' ? { ...outcome, ...unsure } : outcome
  } catch (error) {
    const response = `${name}: ${error instanceof Error ? error.message : error}.`
    if (error instanceof ApiCallError && error.isUnsent) return down(response)
    return { ...unsure, response }
  }
}

function down(response: string): SendOutcome {
  return { outcome: 'deferred', isServerDown: true, response }
}

/** RFC 9110, 10.2.3: seconds, or a date; a date is left alone, since clocks differ. */
function retryAfter({ headers }: ApiAnswer): Pick<SendOutcome, 'retryAfterMs'> {
  const seconds = /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0]
  return seconds === undefined ? {} : { retryAfterMs: Math.min(Number(seconds) * 1_000, LONGEST_WAIT_MS) }
}

/** A refusal of everything that comes with this account, until somebody mends it. */
export function senderRefused(name: string, answer: ApiAnswer): SendOutcome {
  return { outcome: 'rejected', refusal: 'sender', response: said(name, answer) }
}

/** An answer that says yes without the id that belongs to it: somebody else may have given it. */
export function unreadable(name: string, answer: ApiAnswer): SendOutcome {
  return { outcome: 'uncertain', response: `${said(name, answer)} That is not what it should answer.` }
}

/** What a service answered, as one line. */
export function said(name: string, { status, text }: ApiAnswer): string {
  return `${name} answered ${status}: ${toNote(messageIn(text)) || 'nothing'}.`.replace(/([.!?])\.$/, '$1')
}

/** An object out of JSON that may be anything. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text inside of an object, by the way to it; an empty one when something else is there. */
export function textAt(value: unknown, ...path: string[]): string {
  let found = value
  for (const key of path) found = isObject(found) || Array.isArray(found) ? Reflect.get(found, key) : undefined
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function messageIn(text: string): string {
  const answer = parseObject(text)
  return textAt(answer, 'message') || textAt(answer, 'Message') || textAt(answer, 'errors', '0', 'message') || text
}

/** Tries an account with one call that changes nothing. */
export async function toTried(
  name: string,
  call: () => Promise<ApiAnswer>,
  judge: (answer: ApiAnswer) => Tried,
): Promise<Tried> {
  try {
    const answer = await call()
    if (answer.status === 401 || answer.status === 403) return judge(answer)
    if (answer.status >= 300) return { isWorking: false, detail: said(name, answer) }
    return judge(answer)
  } catch (error) {
    return {
      isWorking: false,
      detail: `${name} could not be asked: ${error instanceof Error ? error.message : error}.`,
    }
  }
}
