import { z } from 'zod'
import type { ComparisonDefinition } from './definition.ts'

/** The JSON shapes of a comparison: one for each operator and kind of operand. */
export function shapesOf({ id, subjectKey, operandKey, operators }: ComparisonDefinition): z.ZodType[] {
  return operators.map((operator) =>
    z.strictObject({
      type: z.literal(id),
      ...(subjectKey && { [subjectKey]: z.string() }),
      op: z.literal(operator.id),
      ...(operator.input !== 'none' && { [operandKey]: operator.argument }),
    }),
  )
}
