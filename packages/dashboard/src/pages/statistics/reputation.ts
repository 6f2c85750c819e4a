import type { Reply } from '@rollcall/sdk'

/** How mailbox providers see a project. */
export type Reputation = Reply<'reputation.get'>
