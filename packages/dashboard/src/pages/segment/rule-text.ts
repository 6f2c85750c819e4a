import type { Filter } from '@rollcall/filters'
import { isFilter } from '../../search-params.ts'

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

/** A rule that somebody pasted, bare or as the API wraps it, or a sentence about why it is none. */
export function readRule(text: string): Filter | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  const rule = typeof given === 'object' && given !== null && 'filters' in given ? given.filters : given
  const grouped = typeof rule === 'object' && rule !== null && 'conditions' in rule ? { match: 'all', ...rule } : rule
  if (isFilter(grouped)) return grouped
  return 'This is JSON, but no rule. A rule looks like {"match":"all","conditions":[…]}.'
}
