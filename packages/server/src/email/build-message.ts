import type { DkimKey } from './dkim-key.ts'
import { isMailbox, toHeaderText } from './header-text.ts'
import type { OutgoingMessage } from './outgoing-message.ts'
import type { PersonalContent } from './personalise.ts'

/** Who a campaign's messages come from, and how people leave. */
export type Envelope = {
  messageId: string
  date: Date
  from: string
  fromName: string
  replyTo: string | null
  to: string
  unsubscribeUrl: string
  /** RFC 2919: names the list for good, whatever it is called. */
  listId: string
  dkim: DkimKey | null
}

/** An address that no header and no server should see. */
export class AddressError extends Error {}

/** A marketing message with its headers: one-click unsubscribe (RFC 8058), List-Id. Throws an AddressError. */
export function buildMessage(content: PersonalContent, envelope: Envelope): OutgoingMessage {
  const { replyTo, unsubscribeUrl, listId } = envelope
  return {
    ...content,
    messageId: envelope.messageId,
    date: envelope.date,
    from: { name: toHeaderText(envelope.fromName), address: mailbox(envelope.from) },
    replyTo: replyTo && mailbox(replyTo),
    to: mailbox(envelope.to),
    dkim: envelope.dkim,
    headers: {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': `<${listId}>`,
    },
  }
}

function mailbox(address: string): string {
  if (!isMailbox(address))
    throw new AddressError(`${JSON.stringify(address)} is not an address that mail can be sent to.`)
  return address
}
