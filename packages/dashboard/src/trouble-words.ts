import type { RollcallError, RollcallErrorCode } from '@rollcall/sdk'
import { CONTACT_LABELS } from './parts/contact-labels.ts'

type Words = { what?: string | undefined; help?: string }

/** What happened and what to do, for people: the API's own words are for whoever writes programs. */
export function troubleWords(error: RollcallError): { what: string; help: string } {
  const { what, help } = WORDS[error.code]?.(error) ?? {}
  return { what: what ?? error.detail, help: help ?? error.help ?? 'Try again in a moment.' }
}

/** A refusal as a sentence of its own. */
export function toSentence(detail: string): string {
  return withStop(detail.charAt(0).toUpperCase() + detail.slice(1))
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

const RELOAD = 'Reload the page, then try again.'

const WORDS: Partial<Record<RollcallErrorCode, (error: RollcallError) => Words>> = {
  unreachable: () => ({ help: 'Check that Rollcall is running, then try again.' }),
  unexpected: () => ({ help: 'Something between this page and Rollcall may have answered in its place. Try again.' }),
  malformed_json: () => ({ help: RELOAD }),
  bad_upload: () => ({ help: 'Choose the file again.' }),
  unauthenticated: () => ({ what: 'You are signed out.', help: 'Sign in again, then repeat what you did.' }),
  forbidden: () => ({
    what: 'Your role does not allow this.',
    help: 'Ask an owner of the project to do it, or for another role.',
  }),
  cross_site: () => ({ help: 'Open Rollcall at its own address and sign in there.' }),
  not_found: () => ({ help: 'It may have been deleted meanwhile. Reload the page.' }),
  no_such_route: () => ({ what: 'This page is older than the server.', help: RELOAD }),
  already_exists: (error) => ({ what: takenWords(error), help: 'Use that one, or choose another value.' }),
  two_matches: () => ({
    what: 'What was given belongs to two different people.',
    help: 'Merge the two, or leave one of the values away.',
  }),
  wrong_state: ({ problem: { what, state, needed } }) => ({
    what: typeof needed === 'string' ? `This ${what} is ${state}; it would have to be ${needed}.` : undefined,
    help: 'Reload the page to see how it is now.',
  }),
  similar_exists: () => ({ help: 'Use that one, or create it anyway.' }),
  request_in_progress: () => ({ what: 'The same is being done already.', help: 'Try again in a moment.' }),
  unsupported_media_type: () => ({ help: 'Choose another file.' }),
  invalid_request: (error) => ({ what: refusedWords(error), help: 'Change it, then try again.' }),
  idempotency_mismatch: () => ({ help: RELOAD }),
  too_many_requests: () => ({ help: 'Wait that long, then try again.' }),
  index_behind: () => ({ what: 'What was just changed is not counted yet.', help: 'Try again in a moment.' }),
  unavailable: () => ({ help: 'Nothing is lost. Try again in a moment; if it stays, look after PostgreSQL.' }),
}

function takenWords({ problem: { what, by, value } }: RollcallError): string | undefined {
  if (typeof what !== 'string' || typeof value !== 'string') return undefined
  return `The ${by === 'externalId' ? 'external id' : by} “${value}” belongs to another ${what} already.`
}

const SHOWN = 3

function refusedWords({ errors }: RollcallError): string | undefined {
  if (errors.length === 0) return undefined
  return errors
    .slice(0, SHOWN)
    .map(({ pointer, detail }) => {
      const name = placeName(pointer)
      return name === '' ? toSentence(detail) : `${name}: ${withStop(detail)}`
    })
    .join(' ')
}

const NAMES = new Map<string, string>(
  Object.entries({
    ...CONTACT_LABELS,
    name: 'Name',
    fromName: 'Sender’s name',
    fromEmail: 'Sender’s address',
    filters: 'The rule',
    html: 'The message',
    mjml: 'The message',
    q: 'The search',
    ip: 'IP address',
    currentPassword: 'Present password',
  }),
)

/** What a form calls the place that a pointer names: its last part that is no number. */
function placeName(pointer: string): string {
  const parts = pointer.split(/[/?]/).filter((part) => part !== '' && !/^\d+$/.test(part))
  const key = (parts.at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
  return NAMES.get(key) ?? toSentenceCase(key)
}

function toSentenceCase(key: string): string {
  const words = key
    .replaceAll(/[_-]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
