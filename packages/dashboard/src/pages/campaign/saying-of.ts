import type { Campaign } from '../../api.ts'

/** What a campaign is known by besides its name: its subject, or its text. */
export function sayingOf({ channel, subject, text }: Campaign): string {
  return channel === 'email' ? subject : (text ?? '')
}
