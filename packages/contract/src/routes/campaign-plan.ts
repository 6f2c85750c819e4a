import { z } from 'zod'
import { time } from '../shapes.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00')

/** At which hours of which days anything leaves. */
export const sendingHours = z
  .strictObject({
    from: clockTime,
    to: clockTime.meta({ description: 'Earlier than from: it goes past midnight' }),
    days: z.array(z.number().int().min(1).max(7)).min(1).optional().meta({ description: '1 is Monday' }),
    timezone: z.string().max(100).optional().meta({
      description: "An IANA name, or recipient: by each person's own clock; the project's unless given",
    }),
  })
  .refine(({ from, to }) => from !== to, 'must not open and close at the same time')

/** How often somebody hears at most, and what becomes of who did. */
export const frequencyCap = z.strictObject({
  messages: z.number().int().min(1).max(1_000),
  hours: z.number().int().min(1).max(8_760),
  reached: z.enum(['skip', 'wait']).optional().meta({
    description: 'wait: they get it as soon as the hours are over; skip, also unless given: they never do',
  }),
})

/** How fast a campaign leaves, at which hours, and whom it leaves out on its way. */
export const plan = z
  .strictObject({
    perHour: z
      .number()
      .int()
      .min(1)
      .max(10_000_000)
      .optional()
      .meta({ description: 'At most so many messages an hour' }),
    batches: z
      .strictObject({
        size: z.number().int().min(1).max(10_000_000),
        everyMinutes: z.number().int().min(1).max(10_080),
      })
      .optional()
      .meta({ description: 'So many people, then a pause' }),
    window: sendingHours.optional(),
    recheck: z.enum(['long', 'always', 'never']).optional().meta({
      description: 'Whether people who left the audience meanwhile are skipped; long: from one hour after the start on',
    }),
    frequencyCap: frequencyCap
      .optional()
      .meta({ description: 'For whoever got so many campaigns within the last hours' }),
    retryUncertain: z
      .boolean()
      .optional()
      .meta({ description: 'Sends again when nobody knows whether a message arrived: twice rather than never' }),
  })
  .refine(({ perHour, batches }) => !(perHour && batches), 'give either perHour or batches')
  .meta({ ref: 'SendingPlan' })

/** What holds up a campaign on its way. */
export const throttle = z
  .object({
    reason: z.string().meta({ description: 'A sentence for people' }),
    until: time.nullable().meta({ description: 'About when that is over; null: nobody knows' }),
    isHeld: z.boolean().meta({ description: 'Whether nothing leaves until then; false: it goes on, more slowly' }),
  })
  .nullable()
  .meta({ ref: 'CampaignThrottle', description: 'What holds up a campaign that is sending; null: nothing' })
