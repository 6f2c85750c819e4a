import type { DerivedField } from '../fields/derived-fields.ts'
import type { EventsMatch, EventTime, Lowering } from '../lowering.ts'
import { constant, hasEvents } from '../primitives.ts'
import type { Clock } from '../values/movement.ts'
import { presentSecond } from '../window-lowering.ts'
import { causedBy, messageKind } from './messages.ts'

/** The value of a derived field: which message decides it. */
export function messageTime({ event, which }: DerivedField, clock: Clock): EventTime {
  return { event: messageKind(event), until: presentSecond(clock), where: causedBy(event, undefined), which }
}

/** What a lowering asks of a derived field, asked of the messages from which it follows. */
export function fromMessages(lowering: Lowering, field: DerivedField, clock: Clock): Lowering {
  const { which, ...messages } = messageTime(field, clock)
  const asked = (when: Pick<EventsMatch, 'window' | 'which'>): Lowering => hasEvents({ ...messages, ...when })
  switch (lowering.is) {
    case 'all':
    case 'any':
      return { ...lowering, of: lowering.of.map((part) => fromMessages(part, field, clock)) }
    case 'not':
      return { ...lowering, of: fromMessages(lowering.of, field, clock) }
    case 'present':
      return asked({ window: constant(true) })
    case 'range':
    case 'ranges':
      return asked({ which, window: { ...lowering, column: 'at' } })
    default:
      throw new Error(`No operator on instants lowers to "${lowering.is}".`)
  }
}
