import type { ContactState } from './contact-state.ts'

/** What has to be put back to undo a change of one contact: old values of what changed, null for what was not there. */
export type ContactUndo = { rowNo: number } & Record<string, unknown>

const SCALARS = [
  'emailKey',
  'inboxProvider',
  'validation',
  'status',
  'funnel',
  'lost',
  'subscribedAt',
  'unsubscribedAt',
] as const
const RECORDS = ['values', 'fields', 'folded', 'channels', 'consent'] as const

/** The way back from `now` to `before`. `tagsAdded` were not there; tags are never taken off here. */
export function toUndo(before: ContactState, now: ContactState): ContactUndo {
  const undo: ContactUndo = { rowNo: now.rowNo }
  for (const key of SCALARS) if (before[key] !== now[key]) undo[key] = before[key]
  for (const key of RECORDS) if (before[key] !== now[key]) undo[key] = oldValues(before[key], now[key])
  const tagsAdded = [...now.tagIds].filter((id) => !before.tagIds.has(id))
  if (tagsAdded.length > 0) undo.tagsAdded = tagsAdded
  return undo
}

function oldValues(before: Record<string, unknown>, now: Record<string, unknown>): Record<string, unknown> {
  const old: Record<string, unknown> = {}
  for (const key of Object.keys({ ...before, ...now })) if (before[key] !== now[key]) old[key] = before[key] ?? null
  return old
}
