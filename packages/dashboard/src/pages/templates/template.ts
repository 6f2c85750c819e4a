import type { Reply } from '@rollcall/sdk'

/** A message to begin campaigns with, as the API has it. */
export type Template = Reply<'templates.get'>
