import { z } from 'zod'
import type { JsonSchema } from './document.ts'

/** What a caller sends, or what comes back. */
export type Direction = 'input' | 'output'

/** What a shape's `meta({ ref })` calls it. */
export function nameOf(schema: unknown): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined
  const name = schema.meta()?.ref
  return typeof name === 'string' ? name : undefined
}

/**
 * A shape as JSON Schema 2020-12. Named shapes inside it become references to components; `onNamed` hears of each.
 */
export function toJsonSchema(
  shape: z.ZodType,
  direction: Direction,
  onNamed: (name: string, shape: z.ZodType) => void = () => {},
): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(shape, {
    io: direction,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema, path }) {
      const name = nameOf(zodSchema)
      delete jsonSchema.ref
      // The format says it; the pattern is how zod checks it.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      // Answers may get more members in later versions.
      if (direction === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      if (name === undefined || path.length === 0) return
      if (zodSchema instanceof z.ZodType) onNamed(name, zodSchema)
      for (const keyword of Object.keys(jsonSchema)) delete jsonSchema[keyword]
      jsonSchema.$ref = `#/components/schemas/${name}`
    },
  })
  return schema
}
