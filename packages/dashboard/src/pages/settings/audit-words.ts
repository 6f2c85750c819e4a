import type { Reply } from '@rollcall/sdk'
import { timeText } from '../../parts/time-text.ts'
import { KIND_WORDS } from './audited-kinds.ts'

export type AuditEntry = Reply<'audit.list'>['data'][number]

// Where the call says more than that something changed.
const CALL_WORDS: Record<string, string> = {
  'campaigns.launch': 'launched',
  'demo.create': 'loaded the demo data into',
  'demo.remove': 'removed the demo data of',
  'forms.restore': 'brought back',
  'invitations.revoke': 'revoked',
  'keys.revoke': 'revoked',
  'people.remove': 'removed',
  'segments.restore': 'restored an older rule of',
  'tags.merge': 'merged',
}

/** What was done, between who did it and to what: `changed the tag`. */
export function deedText({ call, change, kind }: AuditEntry): string {
  if (call === 'session.claim') return kind === 'user' ? 'joined as' : 'used the invitation'
  if (call === 'session.update') return 'changed their own account,'
  if (call === 'session.resetPassword') return 'reset the password of'
  if (call === 'keys.rotate') return change === 'created' ? 'made a successor of the key' : 'set an end to the key'
  if (kind === 'erasure') return 'erased'
  if (kind === 'export') return 'exported people as'
  const verb = CALL_WORDS[call] ?? { created: 'created', updated: 'changed', deleted: 'deleted' }[change]
  return `${verb} the ${KIND_WORDS[kind]}`
}

/** Who did it: a person by name, a program by its key. */
export function whoText({ actor, actorName }: AuditEntry): string {
  if (actor.startsWith('key:')) return actorName ? `The key “${actorName}”` : 'A key that is gone'
  if (actor === 'system') return 'Whoever runs the server'
  return actorName ?? 'Somebody who is gone'
}

/** One value in words; what is long is cut. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(value)) return timeText(value)
  const text = isTexts(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 240 ? `${text.slice(0, 240)}…` : text
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** `fromName` as `from name`. */
export function labelText(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
