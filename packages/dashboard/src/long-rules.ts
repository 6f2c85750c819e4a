import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router'
import { type Given, isFilter } from './search-params.ts'

// Common proxies take 8 KiB for the first line of a request, our own server 16 KiB for its whole head.
const LONGEST_CHARS = 6_000
// As many as one goes back to.
const MOST = 30
const LIST = 'rollcall-long-rules'
const MARK = 'kept-'

// The same rule has the same address.
const keyOf = new Map<string, string>()

/** What stands behind the ? of an address; a rule that is too long for it stays in this browser, under a key that stands there. */
export function stringifySearch(search: Given): string {
  const whole = defaultStringifySearch(search)
  if (whole.length <= LONGEST_CHARS || !isFilter(search.filters)) return whole
  const key = keep(JSON.stringify(search.filters))
  return key === undefined ? whole : defaultStringifySearch({ ...search, filters: key })
}

/** The other way round. */
export function parseSearch(text: string): Given {
  const search: Given = defaultParseSearch(text)
  return isKey(search.filters) ? { ...search, filters: find(search.filters) ?? search.filters } : search
}

/** Whether an address holds the key of a rule instead of the rule. */
export function holdsKey(text: string): boolean {
  const { filters }: Given = defaultParseSearch(text)
  return isKey(filters)
}

/** Where the dashboard was opened with the key of a rule that this browser does not have; the router takes it out at once. */
export const pageWithoutRule = isKey(parseSearch(location.search).filters) ? location.pathname : undefined

/** Forgets them all, as the next person at this browser may be another one. */
export function forgetLongRules() {
  for (const key of listKeys()) localStorage.removeItem(key)
  localStorage.removeItem(LIST)
  keyOf.clear()
}

function isKey(filters: unknown): filters is string {
  return typeof filters === 'string' && filters.startsWith(MARK)
}

/** The rule's key; undefined when there is no room for it. */
function keep(rule: string): string | undefined {
  const known = keyOf.get(rule)
  const key = MARK + crypto.randomUUID()
  const others = listKeys()
  try {
    if (known !== undefined && localStorage.getItem(known) !== null) return known
    for (const old of others.slice(MOST - 1)) localStorage.removeItem(old)
    localStorage.setItem(LIST, JSON.stringify([key, ...others].slice(0, MOST)))
    localStorage.setItem(key, rule)
    if (keyOf.size >= MOST) keyOf.clear()
    keyOf.set(rule, key)
    return key
  } catch {
    return undefined
  }
}

function find(key: string): unknown {
  try {
    const rule = localStorage.getItem(key) ?? 'null'
    keyOf.set(rule, key)
    return JSON.parse(rule)
  } catch {
    return undefined
  }
}

function listKeys(): string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(LIST) ?? '[]')
    return Array.isArray(keys) ? keys.filter(isKey) : []
  } catch {
    return []
  }
}
