import { toId } from '@rollcall/contract'
import type { CaughtMessage } from '../../store/caught-messages.ts'

/** A caught message as lists show it. */
export function messageSummary({ id, receivedAt, from, to, subject }: CaughtMessage) {
  return { id: toId('message', id), receivedAt: receivedAt.toISOString(), from, to, subject }
}
