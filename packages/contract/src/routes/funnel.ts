import { z } from 'zod'
import { route } from '../route.ts'
import { startedJob, text } from '../shapes.ts'

/** The stages of the funnel, in order. */
export const FUNNEL_STAGES = ['aware', 'engaged', 'customer', 'loyal_customer', 'promoter'] as const

/** One of the five stages. */
export const funnelStage = z.enum(FUNNEL_STAGES)

/** A stage, or none. */
export const funnelStageOrNone = z.enum([...FUNNEL_STAGES, 'none'])

export const funnelMove = route({
  id: 'funnel.move',
  method: 'POST',
  path: '/v1/funnel/move',
  summary: 'Move everyone who carries a tag, or is in a stage, to a stage; answers with a job',
  scope: 'contacts:write',
  body: z
    .strictObject({
      tag: text(255).optional(),
      from: funnelStageOrNone.optional().meta({ description: 'Everyone in this stage instead' }),
      stage: funnelStageOrNone,
    })
    .refine(({ tag, from }) => (tag === undefined) !== (from === undefined), 'give either tag or from'),
  reply: startedJob,
  status: 202,
})
