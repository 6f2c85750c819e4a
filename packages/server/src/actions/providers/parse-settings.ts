import { isIP } from 'node:net'
import type { PointedProblem } from '@rollcall/contract'
import { invalid } from '../../failure.ts'
import { isPublicAddress } from '../../outbound/is-public-address.ts'
import type { Field, ProviderKind, Settings } from '../../senders/providers/provider-kind.ts'

/** What somebody gave for an account: what may be shown, and what may not. */
export type ParsedSettings = { settings: Settings; secrets: Settings }

/**
 * The settings of an account of a kind, checked field by field. What is left away stays as it is in `present`; an empty text
 * clears.
 */
export function parseSettings(
  kind: ProviderKind,
  given: Settings,
  { present, allowPrivate }: { present: Settings; allowPrivate: boolean },
): ParsedSettings {
  const names = Object.keys(kind.fields)
  const problems: PointedProblem[] = Object.keys(given)
    .filter((key) => !Object.hasOwn(kind.fields, key))
    .map((key) => ({
      pointer: `/settings/${key}`,
      detail: `${kind.name} has no such setting; it has ${names.join(', ')}`,
    }))
  const parsed: ParsedSettings = { settings: {}, secrets: {} }
  for (const [key, field] of Object.entries(kind.fields)) {
    const { value, problem } = parseField(field, given[key] ?? present[key] ?? '')
    if (problem !== undefined) problems.push({ pointer: `/settings/${key}`, detail: problem })
    else if (value !== '') parsed[field.isSecret ? 'secrets' : 'settings'][key] = value
  }
  if (problems.length > 0) throw invalid(problems)
  if (!allowPrivate) refusePrivateHost(kind, parsed)
  return parsed
}

function parseField(field: Field, text: string): { value: string; problem?: string } {
  const value = text.trim()
  if (value === '') return field.isRequired ? { value, problem: `is needed: ${field.label}` } : { value }
  if (field.options && !field.options.includes(value))
    return { value, problem: `must be one of ${field.options.join(', ')}` }
  const { success, data, error } = field.shape.safeParse(value)
  return success ? { value: data } : { value, problem: error.issues[0]?.message ?? 'is not valid' }
}

/** Names are looked at when they are connected to; this tells at once of what can be seen. */
function refusePrivateHost(kind: ProviderKind, { settings, secrets }: ParsedSettings) {
  const fallbacks = Object.fromEntries(Object.entries(kind.fields).map(([key, { fallback }]) => [key, fallback]))
  const host = kind.hostOf({ ...fallbacks, ...settings, ...secrets }).replace(/^\[|\]$/g, '')
  if (host !== 'localhost' && (isIP(host) === 0 || isPublicAddress(host))) return
  throw invalid(
    `/settings/${['baseUrl', 'url'].find((key) => key in kind.fields) ?? 'host'}`,
    `${host} is not on the public internet. Whoever runs Rollcall can allow that with ROLLCALL_ALLOW_PRIVATE=1`,
  )
}
