import type { Campaign } from '../../api.ts'
import { subjectText } from '../../message/subject-text.ts'

/** What a campaign is known by besides its name: its subject, or its text. */
export function sayingOf({ channel, subject, text }: Campaign): string {
  return subjectText(channel === 'email' ? subject : (text ?? ''))
}
