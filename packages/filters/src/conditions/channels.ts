/** Every channel on which people can be reached. */
export const CHANNELS = ['email', 'sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram'] as const

/** What people call those that are not called as they are stored. */
export const CHANNEL_LABELS: ReadonlyMap<string, string> = new Map([
  ['email', 'e-mail'],
  ['sms', 'SMS'],
  ['whatsapp', 'WhatsApp'],
  ['webchat', 'web chat'],
  ['instagram', 'Instagram'],
  ['messenger', 'Messenger'],
  ['telegram', 'Telegram'],
])
