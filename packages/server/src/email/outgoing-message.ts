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
}

/** A file that goes with a message. */
export type Attachment = { fileName: string; type: string; content: Buffer }
