import type { DkimKey } from './dkim-key.ts'

/** One message to one person, complete but for its transport. Header texts are single lines. */
export type OutgoingMessage = {
  /** With its angle brackets; the same in every attempt at one delivery. */
  messageId: string
  date: Date
  from: { name: string; address: string }
  replyTo: string | null
  to: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  /** Who else gets it without being seen. */
  bcc?: string[]
  attachments?: Attachment[]
  /** What it is signed with; null: it is not. */
  dkim: DkimKey | null
  /** Itself as it goes over the wire, signed, where that was done ahead. */
  mime?: MimeMessage
}

/** A message as it goes over the wire (before dot-stuffing), and whom it is for. */
export type MimeMessage = { bytes: Buffer; from: string; to: string; bcc: string[] }

/** A file that goes with a message. */
export type Attachment = { fileName: string; type: string; content: Buffer }
