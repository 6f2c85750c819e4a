import { z } from 'zod'
import { type ComparisonDefinition, partsFor } from './definition.ts'

/** The JSON shapes of a comparison: one for each operator and kind of operand. */
export function shapesOf(definition: ComparisonDefinition): z.ZodType[] {
  const { id, subjectKey, operandKey, operators } = definition
  return operators.map((operator) =>
    z.strictObject({
      type: z.literal(id),
      ...(subjectKey && { [subjectKey]: z.string() }),
      op: z.literal(operator.id),
      ...(operator.keys ?? (operator.input !== 'none' && { [operandKey]: operator.argument })),
      ...Object.fromEntries(partsFor(definition, operator).map(({ key, shape }) => [key, shape.optional()])),
    }),
  )
}
