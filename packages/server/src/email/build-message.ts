import type { DkimKey } from './dkim-key.ts'
import { isMailbox, toHeaderText } from './header-text.ts'
import type { Attachment, OutgoingMessage } from './outgoing-message.ts'
import type { PersonalContent } from './personalise.ts'

/** Who a campaign's messages come from, and how people leave. */
export type Envelope = {
  messageId: string
  date: Date
  from: string
  fromName: string
  replyTo: string | null
  to: string
  /** null: it is transactional, and there is no list to leave. */
  unsubscribeUrl: string | null
  /** RFC 2919: names the list for good, whatever it is called. */
  listId: string
  dkim: DkimKey | null
  bcc?: string[]
  attachments?: Attachment[]
}

/** An address that no header and no server should see. */
export class AddressError extends Error {}

/** A message with its headers; for marketing one-click unsubscribe (RFC 8058) and List-Id. Throws an AddressError. */
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
    bcc: (envelope.bcc ?? []).map(mailbox),
    attachments: envelope.attachments ?? [],
    headers: unsubscribeUrl === null ? {} : listHeaders(unsubscribeUrl, listId),
  }
}

function listHeaders(unsubscribeUrl: string, listId: string) {
  return {
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `<${listId}>`,
  }
}

function mailbox(address: string): string {
  if (!isMailbox(address))
    throw new AddressError(`${JSON.stringify(address)} is not an address that mail can be sent to.`)
  return address
}
