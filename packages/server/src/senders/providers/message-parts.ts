import type { OutgoingMessage } from '../../email/outgoing-message.ts'

/** A sender as one text; the name is quoted, so that it cannot become a second address. RFC 5322, 3.4. */
export function fromOf({ from: { name, address } }: Pick<OutgoingMessage, 'from'>): string {
  return name === '' ? address : `"${name.replace(/[\\"]/g, '\\$&')}" <${address}>`
}

/** Files as APIs take them. */
export function base64Attachments({ attachments = [] }: OutgoingMessage) {
  return attachments.map(({ fileName, type, content }) => ({ fileName, type, base64: content.toString('base64') }))
}
