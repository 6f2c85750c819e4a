import type { CONFLICT_POLICIES } from '@rollcall/contract'
import { isContactColumn } from './contact-columns.ts'
import type { ContactState } from './contact-state.ts'
import type { PreparedContact } from './prepared-contact.ts'

/** What a file does to a value that somebody has already, by target (`email`, `tags`, `fields.plan`). */
export type Policies = Record<string, (typeof CONFLICT_POLICIES)[number]>

export type PolicyRules = {
  policies: Policies
  /** Names of tags that everybody in the file gets, whatever the policy. */
  tagsForAll: readonly string[]
}

/** What is left to write of a contact when its policies have had their say about what is there. */
export function applyPolicies(
  state: ContactState,
  given: PreparedContact,
  { policies, tagsForAll }: PolicyRules,
): PreparedContact {
  const left: PreparedContact = {
    ...given,
    values: { ...given.values },
    fields: { ...given.fields },
    channels: { ...given.channels },
    consent: { ...given.consent },
  }
  for (const [target, policy] of Object.entries(policies)) {
    if (policy === 'append') appendList(left, state, target)
    else if (policy === 'keep' || (policy === 'fill' && !isBlank(state, target))) leave(left, target, tagsForAll)
  }
  return left
}

function appendList(left: PreparedContact, state: ContactState, target: string) {
  const key = target.slice(FIELD.length)
  const given = left.fields[key]
  const present = state.fields[key]
  if (!target.startsWith(FIELD) || !Array.isArray(given) || !Array.isArray(present)) return
  left.fields[key] = [...new Set([...present, ...given])]
}

const FIELD = 'fields.'

function isBlank(state: ContactState, target: string): boolean {
  if (isContactColumn(target)) return state.values[target] === null
  if (target === 'tags') return state.tagIds.size === 0
  if (target === 'funnel') return state.funnel === null
  const [family, key] = partsOf(target)
  // Everybody has a status, and is lost or not, tracked or not.
  return family === undefined ? false : !Object.hasOwn(state[family], key)
}

function leave(left: PreparedContact, target: string, tagsForAll: readonly string[]) {
  if (isContactColumn(target)) {
    delete left.values[target]
    if (target === 'email') delete left.emailKey
  } else if (target === 'tags') left.tags = left.tags?.filter((name) => tagsForAll.includes(name))
  else if (target === 'status' || target === 'funnel' || target === 'lost' || target === 'tracking') delete left[target]
  else {
    const [family, key] = partsOf(target)
    const record: Record<string, unknown> | undefined = family && left[family]
    if (record) delete record[key]
  }
}

const FAMILIES = ['fields', 'channels', 'consent'] as const

function partsOf(target: string): [family: (typeof FAMILIES)[number] | undefined, key: string] {
  const dot = target.indexOf('.')
  return [FAMILIES.find((family) => family === target.slice(0, dot)), target.slice(dot + 1)]
}
