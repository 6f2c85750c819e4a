import type { Filter } from '@rollcall/filters'

/** The preview of a rule as a command for a terminal; the key stays out of it. */
export function curlOf(filter: Filter, origin: string): string {
  const body = JSON.stringify({ filters: filter }).replaceAll("'", `'\\''`)
  return [
    `curl -sS ${origin}/v1/segments/preview`,
    `-H "Authorization: Bearer $ROLLCALL_API_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d '${body}'`,
  ].join(' \\\n  ')
}

/** The preview of a rule as a program; the key stays out of it. */
export function sdkCodeOf(filter: Filter, origin: string): string {
  return [
    "import { Rollcall } from '@rollcall/sdk'",
    '',
    `const client = new Rollcall({ baseUrl: ${JSON.stringify(origin)}, apiKey: process.env.ROLLCALL_API_KEY })`,
    `const filters = ${JSON.stringify(filter, null, 2)}`,
    'const { count, reachable } = await client.segments.preview({ filters })',
    '',
  ].join('\n')
}

/** What somebody pasted, bare or as the API wraps it, for the server to judge; or a sentence about why it is no JSON. */
export function readRule(text: string): { rule: object } | { problem: string } {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    return { problem: `This is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const rule = isObject(given) && 'filters' in given ? given.filters : given
  if (isObject(rule)) return { rule }
  return { problem: 'This is JSON, but no rule. A rule looks like {"match":"all","conditions":[…]}.' }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
