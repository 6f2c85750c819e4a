import type { Body } from '@rollcall/sdk'
import { client } from '../../api.ts'
import type { AuditEntry } from './audit-words.ts'
import { ROLES, type Role } from './role-words.ts'

/** How to take a change back; undefined where there is no safe call: what was deleted, and what changed again since. */
export function findUndo(entry: AuditEntry): (() => Promise<unknown>) | undefined {
  const { kind, target, change, before, isLatest, call } = entry
  if (change !== 'updated' || !isLatest || call.startsWith('demo.') || call === 'session.update') return undefined
  const body = toBody(entry)
  if (!body) return undefined
  // why: the log keeps values under the names under which these very calls take them, and the server judges them again
  if (kind === 'tag') return () => client.tags.update(target, body as Body<'tags.update'>)
  if (kind === 'field') return () => client.fields.update(target, body as Body<'fields.update'>) // why: as above
  if (kind === 'template') return () => client.templates.update(target, body as Body<'templates.update'>) // why: as above
  if (kind === 'topic') return () => client.topics.update(target, body as Body<'topics.update'>) // why: as above
  // Other calls that change the project take their values under other names.
  if (kind === 'project' && call === 'project.update')
    return () => client.project.update(body as Body<'project.update'>) // why: as above
  if (kind === 'segment') return () => undoSegment(target, before, body)
  const role = ROLES.find((one): one is Role => one === before.role)
  return kind === 'user' && role ? () => client.people.update(target, { role }) : undefined
}

function undoSegment(target: string, before: AuditEntry['before'], body: Record<string, unknown>) {
  const { version } = before
  if (typeof version === 'number') return client.segments.restore(target, { version })
  // why: the log keeps values under the names under which this very call takes them
  return client.segments.update(target, body as Body<'segments.update'>)
}

/** What was there before, null for nothing; undefined when the log holds a part of it only. */
function toBody({ before, after }: AuditEntry): Record<string, unknown> | undefined {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  if (keys.some((key) => isCut(before[key]))) return undefined
  return Object.fromEntries(keys.map((key) => [key, before[key] ?? null]))
}

const CUT_LENGTH = 4_001

function isCut(value: unknown): boolean {
  return typeof value === 'string' && value.length === CUT_LENGTH && value.endsWith('…')
}
