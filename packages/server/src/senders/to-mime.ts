import MailComposer from 'nodemailer/lib/mail-composer'
import { encode, wrap } from 'nodemailer/lib/qp'
import type { Attachment, OutgoingMessage } from '../email/outgoing-message.ts'

/** A message as it goes over the wire (before dot-stuffing), and whom it is for. */
export type MimeMessage = { bytes: Buffer; from: string; to: string; bcc: string[] }

/** Writes a message as MIME: UTF-8, a plain and an HTML part, what is attached, no line over 998 octets. */
export function toMime(message: OutgoingMessage): MimeMessage {
  const { attachments = [], bcc = [] } = message
  const composer = new MailComposer({
    messageId: message.messageId,
    date: message.date,
    from: message.from,
    to: { name: '', address: message.to },
    ...(message.replyTo && { replyTo: { name: '', address: message.replyTo } }),
    subject: message.subject,
    text: 'in its part',
    html: 'in its part',
    ...(attachments.length > 0 && { attachments: [{ content: 'in its part' }] }),
    headers: asTheyAre(message.headers),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const node = composer.compile()
  const { from, to } = node.getEnvelope()
  const bytes = assemble(node.buildHeaders(), message, attachments)
  return { bytes, from: from || message.from.address, to: to.at(0) ?? message.to, bcc }
}

/**
 * RFC 2046, 5.1: the parts, least to most faithful, each behind its boundary. Put together here, because the composer's own
 * way through streams took half of the time that a whole message takes (0.62 against 0.27 ms).
 */
function assemble(headers: string, { text, html }: OutgoingMessage, attachments: Attachment[]): Buffer {
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1]
  if (boundary === undefined) throw new Error('The composer made no multipart message.')
  const texts = Object.entries({ 'text/plain': text, 'text/html': html }).map(
    ([type, part]) =>
      `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n` +
      wrap(encode(withWireBreaks(part))),
  )
  if (attachments.length === 0) return Buffer.from(`${headers}\r\n\r\n${between(boundary, texts)}`)
  const inner = `${boundary}-texts`
  const both = `Content-Type: multipart/alternative; boundary="${inner}"\r\n\r\n${between(inner, texts)}`
  return Buffer.from(`${headers}\r\n\r\n${between(boundary, [both, ...attachments.map(toPart)])}`)
}

function between(boundary: string, parts: string[]): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`
}

// RFC 2231: names in any language, without a character that could end the header.
function toPart({ fileName, type, content }: Attachment): string {
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type)) throw new Error(`${JSON.stringify(type)} is not a type of a file.`)
  const name = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  const body = content.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n')
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename*=UTF-8''${name}\r\n\r\n${body}`
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
