import type { TextChannel } from '@rollcall/contract'

/** One text to one person, complete but for its transport. */
export type TextMessage = {
  channel: TextChannel
  /** With its angle brackets, as the ledger has it; the same in every attempt at one delivery. */
  messageId: string
  /** The public id of the campaign. */
  campaign: string
  isTransactional: boolean
  to: string
  text: string
  contact: {
    id: string
    externalId: string | null
    firstName: string | null
    lastName: string | null
    language: string | null
  }
}
