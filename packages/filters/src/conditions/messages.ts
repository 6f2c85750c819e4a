import type { EventKind, Lowering } from '../lowering.ts'
import { constant, hasCode, not } from '../primitives.ts'

/** What can happen with a message, and how a sentence says that it did or did not. */
export const MESSAGE_EVENTS: Readonly<Record<string, readonly [did: string, didNot: string]>> = {
  sent: ['was sent', 'was not sent'],
  delivered: ['got', 'did not get'],
  opened: ['opened', 'did not open'],
  clicked: ['clicked in', 'did not click in'],
  bounced: ['bounced', 'did not bounce'],
  complained: ['complained about', 'did not complain about'],
  unsubscribed: ['unsubscribed by', 'did not unsubscribe by'],
  replied: ['replied to', 'did not reply to'],
}

/** The kind of such an event. */
export function messageKind(event: string): EventKind {
  return `message:${event}`
}

/** Whose deed an event is: people's (the default), machines', or anybody's. Only opens and clicks can be machines'. */
export function causedBy(event: string, machine: string | undefined): Lowering {
  if (machine === 'include') return constant(true)
  if (!BY_MACHINES.includes(event)) return constant(machine !== 'only')
  const isByMachine = hasCode('machine', ['true'])
  return machine === 'only' ? isByMachine : not(isByMachine)
}

const BY_MACHINES = ['opened', 'clicked']
