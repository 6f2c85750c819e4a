import type { OutgoingMessage } from '../email/outgoing-message.ts'
import type { RefusalClass } from '../email/refusal-class.ts'

/**
 * What became of a message. accepted: the server took it over. deferred: not now, perhaps later; `isServerDown` when nobody's
 * message would have gone through. rejected: never. uncertain: it may or may not have been taken over (RFC 1047).
 */
export type SendOutcome = {
  outcome: 'accepted' | 'deferred' | 'rejected' | 'uncertain'
  /** What the server said, or what happened instead. */
  response: string
  isServerDown?: boolean
  /** What a rejection is about, where the service says so itself; otherwise its words do. */
  refusal?: RefusalClass
  /** When the service asks to be left alone: for how long. */
  retryAfterMs?: number
}

/** A way for messages to leave. `send` never throws: whatever happens is an outcome. */
export type Sender = {
  send(message: OutgoingMessage): Promise<SendOutcome>
  /** Ends every connection at once. */
  close(): Promise<void>
}
