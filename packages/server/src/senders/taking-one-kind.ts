import type { OutgoingMessage } from '../email/outgoing-message.ts'
import { type AnySender, prepared, type Sender, type SendOutcome, sendIf } from './sender.ts'
import type { TextMessage } from './text-message.ts'

// One for each, so that whoever keeps something by a sender finds it again.
const known = new WeakMap<Sender, AnySender>()

/** A sender of mail that says no to texts. */
export function takingMail(sender: Sender): AnySender {
  const wrapped: AnySender = known.get(sender) ?? {
    prepare: async (message) => (isText(message) ? message : prepared(sender, message)),
    send: async (message) => (isText(message) ? WRONG : sender.send(message)),
    sendIf: async (message, mayLeave) => (isText(message) ? WRONG : sendIf(sender, message, mayLeave)),
    close: () => sender.close(),
  }
  known.set(sender, wrapped)
  return wrapped
}

/** A sender of texts that says no to mail. */
export function takingTexts(sender: Sender<TextMessage>): AnySender {
  return {
    send: async (message) => (isText(message) ? sender.send(message) : WRONG),
    close: () => sender.close(),
  }
}

function isText(message: OutgoingMessage | TextMessage): message is TextMessage {
  return 'channel' in message
}

// A campaign and its provider are of one channel, so this is never said; if it were, nobody would be lost.
const WRONG: SendOutcome = {
  outcome: 'rejected',
  refusal: 'sender',
  response: 'Its provider does not carry messages of this channel. Choose another one.',
}
