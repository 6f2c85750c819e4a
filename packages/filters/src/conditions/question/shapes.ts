import { z } from 'zod'
import type { Part } from '../parts/part.ts'
import type { PartList, QuestionDefinition } from './definition.ts'

/** The JSON shape of a condition made of parts. */
export function shapesOf<P extends PartList>({ id, operators, parts }: QuestionDefinition<P>): z.ZodType[] {
  const shapes = Object.values<Part>(parts).map(({ key, shape, isRequired }) => [
    key,
    isRequired ? shape : shape.optional(),
  ])
  return [
    z.strictObject({
      type: z.literal(id),
      ...(operators && { op: z.enum(operators.map((operator) => operator.id)) }),
      ...Object.fromEntries(shapes),
    }),
  ]
}
