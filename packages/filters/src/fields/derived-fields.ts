import type { FieldType } from '../catalog.ts'

/** A field that follows from a contact's messages: when the first or the last event of a kind was. It has no column. */
export type DerivedField = { key: string; name: string; type: FieldType; event: string; which: 'first' | 'last' }

/** Every field that follows from messages, in the order in which people expect them. */
export const derivedFields: readonly DerivedField[] = [
  { key: 'firstContactedAt', name: 'First contacted', type: 'instant', event: 'sent', which: 'first' },
  { key: 'lastSentAt', name: 'Last sent', type: 'instant', event: 'sent', which: 'last' },
  { key: 'lastOpenedAt', name: 'Last opened', type: 'instant', event: 'opened', which: 'last' },
  { key: 'lastClickedAt', name: 'Last clicked', type: 'instant', event: 'clicked', which: 'last' },
]
