import { z } from 'zod'
import { conditionTypes } from '../conditions/index.ts'
import { MATCHES } from '../filter.ts'
import { FILTER_LIMITS } from './limits.ts'

/** The JSON Schema (2020-12) of filters as they are received: `$ref` to `Filter`, with `FilterGroup` and each type of condition in `$defs`. */
export function filterJsonSchema(): object {
  schema ??= z.toJSONSchema(filterSchema(), { io: 'input' })
  return schema
}

let schema: object | undefined

const match = z.enum(MATCHES).default('all').describe('How the conditions combine; `none` is the complement of `any`.')

function filterSchema(): z.ZodType {
  const types = conditionTypes.map(conditionSchema)
  const group = z
    .strictObject({
      match,
      get conditions(): z.ZodType {
        return z.array(z.union([...types, group])).min(1)
      },
    })
    .meta({
      id: 'FilterGroup',
      description: `Conditions and groups; groups are nested at most ${FILTER_LIMITS.depth} deep.`,
    })
  return z
    .strictObject({ match, conditions: z.array(z.union([...types, group])).optional() })
    .meta({ id: 'Filter', description: 'Who is meant. `conditions` is required, except that `{}` means everyone.' })
}

function conditionSchema({ id, summary, shapes }: (typeof conditionTypes)[number]): z.ZodType {
  return z
    .union(distinct(shapes()))
    .meta({ id: `${id.charAt(0).toUpperCase()}${id.slice(1)}Condition`, description: summary })
}

/** Operators of several families may have one shape, such as is_empty. */
function distinct(shapes: z.ZodType[]): z.ZodType[] {
  return [...new Map(shapes.map((shape) => [JSON.stringify(z.toJSONSchema(shape, { io: 'input' })), shape])).values()]
}
