import type { FieldValue } from '@rollcall/filters'
import type { ContactState } from './contact-state.ts'

/** Values of a contact at one moment, of those that a change changed; null is what was not there. */
export type KeptValues = Partial<Pick<ContactState, (typeof SCALARS)[number]>> & {
  values?: Record<string, string | null>
  fields?: Record<string, FieldValue>
  folded?: Record<string, string | null>
  channels?: Record<string, string | null>
  consent?: Record<string, string | null>
}

/** Since when and by whom a contact had a tag, or was in a static segment. */
export type Kept = { id: string; at: string; by: string }

/** What it takes to undo a change of one contact, and to see whether somebody has changed the same since. */
export type ContactUndo = {
  rowNo: number
  was?: KeptValues
  became?: KeptValues
  tagsAdded?: string[]
  tagsRemoved?: Kept[]
  /** One alone, as bulk actions keep it. */
  joined?: Kept | Kept[]
  left?: Kept
  isDeleted?: true
}

const SCALARS = [
  'emailKey',
  'inboxProvider',
  'validation',
  'status',
  'funnel',
  'lost',
  'tracking',
  'subscribedAt',
  'unsubscribedAt',
] as const
const RECORDS = ['values', 'fields', 'folded', 'channels', 'consent'] as const

/** The way back from `now` to `before`. `tagsAdded` were not there; tags are never taken off here. */
export function toUndo(before: ContactState, now: ContactState): ContactUndo {
  const undo: ContactUndo = { rowNo: now.rowNo }
  const was: Record<string, unknown> = {}
  const became: Record<string, unknown> = {}
  for (const key of SCALARS) if (before[key] !== now[key]) [was[key], became[key]] = [before[key], now[key]]
  for (const key of RECORDS) {
    if (before[key] !== now[key]) [was[key], became[key]] = differences(before[key], now[key])
  }
  if (Object.keys(was).length > 0) Object.assign(undo, { was, became })
  const tagsAdded = [...now.tagIds].filter((id) => !before.tagIds.has(id))
  if (tagsAdded.length > 0) undo.tagsAdded = tagsAdded
  return undo
}

type Values = Record<string, unknown>

function differences(before: Values, now: Values): [was: Values, became: Values] {
  const was: Values = {}
  const became: Values = {}
  for (const key of Object.keys({ ...before, ...now })) {
    if (before[key] !== now[key]) [was[key], became[key]] = [before[key] ?? null, now[key] ?? null]
  }
  return [was, became]
}
