import { z } from 'zod'

/** A time as RFC 3339 in UTC. */
export const time = z.iso.datetime().meta({ description: 'RFC 3339, UTC' })

/** Another instant at which today's data is judged. */
export const instantAsked = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({ description: "Judges today's data at this instant, floored to the second; now unless given" })

/** Text as a person typed it: trimmed, within a length, without control characters that no field means. */
export function text(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength)
    .refine((value) => !value.includes('\u0000'), 'must not contain NUL')
}

/** Text that JSON null clears and that may be left away. */
export function clearableText(maxLength: number) {
  return z
    .string()
    .trim()
    .max(maxLength)
    .refine((value) => !value.includes('\u0000'), 'must not contain NUL')
    .nullish()
}

/** The part of a query that pages a list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(2000).optional(),
})

/** A page of a list. `next_cursor` goes into `after`. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), has_more: z.boolean(), next_cursor: z.string().nullable() })
}

/** A filter as it arrives: its own language checks it, with pointers. Documented in docs/reference/filters.md. */
export const filters = z
  .record(z.string(), z.unknown())
  .meta({ ref: 'Filter', description: 'A filter: docs/reference/filters.md' })

/** A tag's colour. */
export const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must look like #1f6feb')

/** A reason why an operation on one of many things did not happen. */
export const itemError = z.object({ code: z.string(), detail: z.string() })

/** Whether something that was done to many contacts can be undone, and whether it was. */
export const undoState = z.object({
  until: time.nullable().meta({ description: 'Can be undone until then; null: not, or not yet' }),
  job: z.string().nullable().meta({ description: 'The job that undoes it, or did' }),
})

/** A job that was started, or that is there already. */
export const startedJob = z.object({ id: z.string(), status: z.string() })

/** Something whose rule uses a tag, a segment or a field. */
export const use = z.object({ kind: z.enum(['segment', 'view', 'campaign', 'form']), id: z.string(), name: z.string() })
