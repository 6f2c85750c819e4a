/** A message as it is being written; blank instead of absent. */
export type Written = { subject: string; preheader: string; html: string; text: string; mjml: string }

/** The parts of it that a person writes, by the ids of their fields. */
export const FIELD_IDS = {
  subject: 'message-subject',
  preheader: 'message-preheader',
  html: 'message-html',
  text: 'message-text',
} as const

export type Part = keyof typeof FIELD_IDS
