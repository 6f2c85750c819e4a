import type { TextChannel } from '@rollcall/contract'

/** One text to one person, complete but for its transport. */
export type TextMessage = {
  channel: TextChannel
  /** With its angle brackets, as the ledger has it; the same in every attempt at one delivery. */
  messageId: string
  /** The public id of the campaign. */
  campaign: string
  kind: 'marketing' | 'transactional' | 'test'
  to: string
  text: string
  /** null of a test: it goes to somebody else. */
  contact: {
    id: string
    externalId: string | null
    firstName: string | null
    lastName: string | null
    language: string | null
  } | null
}
