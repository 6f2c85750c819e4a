import type { Reply } from '@rollcall/sdk'

/** One message with its whole course. */
export type Course = Reply<'deliveries.get'>
