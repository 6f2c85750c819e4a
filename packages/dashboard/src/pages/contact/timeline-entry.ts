import type { Reply } from '@rollcall/sdk'

/** One thing that happened to a person. */
export type Entry = Reply<'contacts.timeline'>['data'][number]
