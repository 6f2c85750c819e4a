import { createHash } from 'node:crypto'
import type { Attachment, OutgoingMessage } from '../email/outgoing-message.ts'

const END_OF_HEADERS = '\r\n\r\n'
const CONTENT_TYPE = /^Content-Type:.*(?:\r\n[ \t].*)*/im

/** A message in MIME with its files behind what it was so far (RFC 2046, 5.1.3); the same bytes when there are none. */
export function withAttachments(mime: Buffer, { attachments = [], messageId }: OutgoingMessage): Buffer {
  if (attachments.length === 0) return mime
  const end = mime.indexOf(END_OF_HEADERS)
  const headers = mime.toString('latin1', 0, end)
  const type = CONTENT_TYPE.exec(headers)?.[0]
  if (type === undefined) throw new Error('The message has no type.')
  // No line of base64 or quoted-printable can be it: it begins with what neither writes.
  const boundary = `=_files-${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`
  const mixed = headers.replace(CONTENT_TYPE, () => `Content-Type: multipart/mixed; boundary="${boundary}"`)
  return Buffer.concat([
    Buffer.from(`${mixed}${END_OF_HEADERS}--${boundary}\r\n${type}${END_OF_HEADERS}`, 'latin1'),
    mime.subarray(end + END_OF_HEADERS.length),
    ...attachments.map((attachment) => Buffer.from(`\r\n--${boundary}\r\n${toPart(attachment)}`)),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
}

// RFC 2231: names in any language, without a character that could end the header.
function toPart({ fileName, type, content }: Attachment): string {
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type)) throw new Error(`${JSON.stringify(type)} is not a type of a file.`)
  const name = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  const body = content.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n')
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename*=UTF-8''${name}\r\n\r\n${body}`
}
