import { type DerivedField, type EventTime, messageTime } from '@rollcall/filters'

/** What the index has to compute for a field that follows from messages, at one instant. */
export function messageTimeAt(field: DerivedField, now: Date): EventTime {
  // It is about seconds alone, so any zone will do.
  return messageTime(field, { now: Math.floor(now.getTime() / 1000), timezone: 'UTC' })
}
