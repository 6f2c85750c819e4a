import { STATUSES } from '@rollcall/contract'
import { z } from 'zod'

const text = z.string().nullable()

/** One thing that somebody wants to be so from now on. */
export const step = z.discriminatedUnion('set', [
  z.object({ set: z.literal('topic'), topic: z.string(), to: z.boolean() }),
  z.object({ set: z.literal('status'), to: z.enum(STATUSES) }),
  z.object({ set: z.literal('pause'), to: z.iso.datetime().nullable() }),
  z.object({ set: z.literal('tracking'), to: z.boolean() }),
  z.object({ set: z.literal('firstName'), to: text }),
  z.object({ set: z.literal('language'), to: text }),
  z.object({ set: z.literal('email'), to: z.string() }),
])
export type Step = z.output<typeof step>

/** What a step changed, and the step that takes it back. `name` is a topic's. */
export type Change = { done: Step; undo: Step; name: string | null }
