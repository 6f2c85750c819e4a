import MailComposer from 'nodemailer/lib/mail-composer'
import { encode, wrap } from 'nodemailer/lib/qp'
import type { OutgoingMessage } from '../email/outgoing-message.ts'
import { withAttachments } from './with-attachments.ts'

/** A message as it goes over the wire (before dot-stuffing), and whom it is for. */
export type MimeMessage = { bytes: Buffer; from: string; to: string; bcc: string[] }

/** Writes a message as MIME: UTF-8, a plain and an HTML part, what is attached, no line over 998 octets. */
export function toMime(message: OutgoingMessage): MimeMessage {
  const composer = new MailComposer({
    messageId: message.messageId,
    date: message.date,
    from: message.from,
    to: { name: '', address: message.to },
    ...(message.replyTo && { replyTo: { name: '', address: message.replyTo } }),
    subject: message.subject,
    text: 'in its part',
    html: 'in its part',
    headers: asTheyAre(message.headers),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const node = composer.compile()
  const { from, to } = node.getEnvelope()
  const bytes = assemble(node.buildHeaders(), { 'text/plain': message.text, 'text/html': message.html })
  const sender = from || message.from.address
  return { bytes: withAttachments(bytes, message), from: sender, to: to.at(0) ?? message.to, bcc: message.bcc ?? [] }
}

/**
 * RFC 2046, 5.1: the parts, least to most faithful, each behind its boundary. Put together here, because the composer's own
 * way through streams took half of the time that a whole message takes (0.62 against 0.27 ms).
 */
function assemble(headers: string, parts: Record<string, string>): Buffer {
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1]
  if (boundary === undefined) throw new Error('The composer made no multipart message.')
  const bodies = Object.entries(parts).map(
    ([type, text]) =>
      `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n` +
      `${wrap(encode(withWireBreaks(text)))}\r\n`,
  )
  return Buffer.from(`${headers}\r\n\r\n${bodies.join('')}--${boundary}--\r\n`)
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
