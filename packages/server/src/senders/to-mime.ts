import MailComposer from 'nodemailer/lib/mail-composer'
import type { OutgoingMessage } from '../email/outgoing-message.ts'

/** A message as it goes over the wire (before dot-stuffing), and whom it is for. */
export type MimeMessage = { bytes: Buffer; from: string; to: string }

/** Writes a message as MIME: UTF-8, a plain and an HTML part, no line over 998 octets. */
export async function toMime(message: OutgoingMessage): Promise<MimeMessage> {
  const composer = new MailComposer({
    messageId: message.messageId,
    date: message.date,
    from: message.from,
    to: { name: '', address: message.to },
    ...(message.replyTo && { replyTo: { name: '', address: message.replyTo } }),
    subject: message.subject,
    text: withWireBreaks(message.text),
    html: withWireBreaks(message.html),
    headers: asTheyAre(message.headers),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const node = composer.compile()
  const { from, to } = node.getEnvelope()
  const bytes = await node.build()
  return { bytes, from: from || message.from.address, to: to.at(0) ?? message.to }
}

// Bare CR and LF are what SMTP smuggling is made of.
function withWireBreaks(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

// Folding would put the one-click link on a line of its own, which not every mail program expects.
function asTheyAre(headers: Record<string, string>) {
  const prepared = Object.entries(headers).map(([name, value]) => {
    if (!/^[\x20-\x7e]*$/.test(value)) throw new Error(`The header ${name} is not one line of ASCII.`)
    return [name, { prepared: true, foldLines: false, value }]
  })
  return Object.fromEntries(prepared)
}
