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

/** Asked at the last moment whether a message may still leave. Never throws. */
export type MayLeave = () => Promise<boolean>

/** A way for messages to leave. `send` never throws: whatever happens is an outcome. */
export type Sender<Message = OutgoingMessage> = {
  /** Where much can be done before it is a message's turn: the message with that done, for `send`. Never throws. */
  prepare?(message: Message): Promise<Message>
  send(message: Message): Promise<SendOutcome>
  /** Where it takes time until a message can leave: asks once it can. undefined: it must not leave any more, and did not. Never throws. */
  sendIf?(message: Message, mayLeave: MayLeave): Promise<SendOutcome | undefined>
  /** Ends every connection at once. */
  close(): Promise<void>
}

/** A message with what its sender can do ahead done. */
export async function prepared<Message>(sender: Sender<Message>, message: Message): Promise<Message> {
  return (await sender.prepare?.(message)) ?? message
}

/** Sends a message if that is still right when nothing but its own way is before it; else undefined. */
export async function sendIf<Message>(
  sender: Sender<Message>,
  message: Message,
  mayLeave: MayLeave,
): Promise<SendOutcome | undefined> {
  if (sender.sendIf) return sender.sendIf(message, mayLeave)
  return (await mayLeave()) ? sender.send(message) : undefined
}

/** A way for whatever a campaign says. */
export type AnySender = Sender<OutgoingMessage | TextMessage>
