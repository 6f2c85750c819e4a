import type { PointedProblem, Route, RouteInput } from '@rollcall/contract'
import { z } from 'zod'
import { failure, invalid } from '../failure.ts'
import { explainIssue } from './explain-issue.ts'
import { findUnstorable } from './find-unstorable.ts'

export type RawInput = { params: Record<string, string>; query: Record<string, unknown>; body: unknown }

const MOST_PROBLEMS = 50
const NOTHING = z.strictObject({})

/** What the caller sent, as the route's handler takes it; refused with every problem at its place. */
export function parseInput(route: Route, raw: RawInput): RouteInput<Route> {
  refuseUnstorableParams(raw.params)
  const { judgesItems } = route
  const problems: PointedProblem[] = []
  const query = parse(querySchema(route), raw.query, { problems, toPointer: toQueryPointer })
  const body = parse(route.body ?? NOTHING, raw.body, { problems, toPointer: toJsonPointer, judgesItems })
  if (problems.length > 0) throw invalid(problems.slice(0, MOST_PROBLEMS))
  // why: both were just parsed by the route's own shapes
  return { params: raw.params, query, body: route.body ? body : undefined } as RouteInput<Route>
}

// A page that people reach from a mail may carry whatever a mail program adds to its address.
function querySchema(route: Route): z.ZodType {
  if (route.query) return route.query.strict()
  return route.path.startsWith('/v1/') ? NOTHING : z.unknown()
}

type Place = { problems: PointedProblem[]; toPointer: (path: PropertyKey[]) => string; judgesItems?: boolean }

function parse(schema: z.ZodType, input: unknown, { problems, toPointer, judgesItems }: Place): unknown {
  const unstorable = judgesItems ? [] : findUnstorable(input)
  for (const { path, detail } of unstorable) problems.push({ pointer: toPointer(path), detail })
  if (unstorable.length > 0) return undefined
  const parsed = schema.safeParse(input, { error: explainIssue })
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    for (const path of pathsOf(issue)) problems.push({ pointer: toPointer(path), detail: issue.message })
  }
  return undefined
}

// Each unknown key is its own problem, at its own place.
function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}

function toQueryPointer(path: PropertyKey[]): string {
  return `?${String(path[0] ?? '')}`
}

/** RFC 6901. */
function toJsonPointer(path: PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

// Nothing can have such an id, so it is simply not there.
function refuseUnstorableParams(params: Record<string, string>) {
  for (const [what, id] of Object.entries(params)) {
    if (findUnstorable(id).length > 0) throw failure('not_found', { what, id: id.toWellFormed().replaceAll('\0', '') })
  }
}
