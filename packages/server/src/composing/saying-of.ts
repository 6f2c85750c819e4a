import type { CampaignRecord } from '../store/campaigns.ts'

/** What a campaign is told apart by besides its name: the subject of mail, on any other channel its text. */
export function sayingOf({ channel, subject, text }: Pick<CampaignRecord, 'channel' | 'subject' | 'text'>): string {
  return channel === 'email' ? subject : (text ?? '')
}
