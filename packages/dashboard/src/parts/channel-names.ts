import type { Reply } from '@rollcall/sdk'

export type Channel = Reply<'campaigns.get'>['channel']

/** What people call what carries messages, e-mail first. */
export const CHANNEL_NAMES: Record<Channel, string> = {
  email: 'E-mail',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  push: 'Push',
  webchat: 'Web chat',
  instagram: 'Instagram',
  messenger: 'Messenger',
  telegram: 'Telegram',
}
