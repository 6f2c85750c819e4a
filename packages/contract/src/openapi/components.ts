import { filterJsonSchema } from '@rollcall/filters'
import type { z } from 'zod'
import type { Route } from '../route.ts'
import type { JsonSchema } from './document.ts'
import { nameOf, toJsonSchema } from './json-schema.ts'

/** Every named shape that the routes use, by name. */
export function toComponents(routes: readonly Route[]): Record<string, JsonSchema> {
  const components = filterComponents()
  const add = (name: string, shape: z.ZodType) => {
    if (name in components) return
    components[name] = {}
    components[name] = toJsonSchema(shape, 'output', add)
  }
  for (const { body, reply } of routes) {
    for (const shape of [reply, body]) {
      if (!shape) continue
      const name = nameOf(shape)
      if (name === undefined) toJsonSchema(shape, shape === reply ? 'output' : 'input', add)
      else add(name, shape)
    }
  }
  return Object.fromEntries(Object.entries(components).sort(([a], [b]) => a.localeCompare(b)))
}

/** The language of filters describes itself; its own definitions become components. */
function filterComponents(): Record<string, JsonSchema> {
  const text = JSON.stringify(filterJsonSchema()).replaceAll('#/$defs/', '#/components/schemas/')
  return JSON.parse(text).$defs
}
