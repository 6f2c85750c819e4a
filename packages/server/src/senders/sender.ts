import type { OutgoingMessage } from '../email/outgoing-message.ts'
import type { RefusalClass } from '../email/refusal-class.ts'
import type { TextMessage } from './text-message.ts'

/**
 * What became of a message. accepted: the server took it over. deferred: not now, perhaps later; `isServerDown` when nobody's
 * message would have gone through. rejected: never. uncertain: it may or may not have been taken over (RFC 1047).
 */
export type SendOutcome = {
  outcome: 'accepted' | 'deferred' | 'rejected' | 'uncertain'
  /** What the server said, or what happened instead. */
  response: string
  isServerDown?: boolean
  /** Down by what it said to this one message, which waits as if it were put off: it may be about this one after all. */
  letsOthersPass?: boolean
  /** Deferred because it may have been taken over, and is known when it comes again: it should do so soon. */
  mayHaveArrived?: boolean
  /**
   * What a rejection is about, where the service says so itself; otherwise its words do. opted_out: the person told the service
   * that they want nothing more.
   */
  refusal?: RefusalClass | 'opted_out'
  /** When the service asks to be left alone: for how long. */
  retryAfterMs?: number
}

/** A way for messages to leave. `send` never throws: whatever happens is an outcome. */
export type Sender<Message = OutgoingMessage> = {
  /** Where much can be done before it is a message's turn: the message with that done, for `send`. Never throws. */
  prepare?(message: Message): Promise<Message>
  send(message: Message): Promise<SendOutcome>
  /** Ends every connection at once. */
  close(): Promise<void>
}

/** A message with what its sender can do ahead done. */
export async function prepared<Message>(sender: Sender<Message>, message: Message): Promise<Message> {
  return (await sender.prepare?.(message)) ?? message
}

/** A way for whatever a campaign says. */
export type AnySender = Sender<OutgoingMessage | TextMessage>
