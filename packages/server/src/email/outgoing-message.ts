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
  /** What it is signed with; null: it is not. */
  dkim: DkimKey | null
}
