import { CHANNEL_NAMES, type Channel } from '../../parts/channel-names.ts'

/** What carries texts: every channel but e-mail. */
export type TextChannel = Exclude<Channel, 'email'>

const { email: _, ...texts } = CHANNEL_NAMES

// why: Object.keys forgets that these are exactly the keys above
export const textChannels = Object.keys(texts) as TextChannel[]
