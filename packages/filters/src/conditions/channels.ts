/** Every channel on which people can be reached. */
export const CHANNELS = ['email', 'sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram'] as const
