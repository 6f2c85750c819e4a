import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router'
import { type Given, isFilter } from './search-params.ts'

// Common proxies take 8 KiB for the first line of a request, our own server 16 KiB for its whole head.
const LONGEST_CHARS = 6_000
// As many as one goes back to.
const MOST = 30
const LIST = 'rollcall-long-rules'
const MARK = 'kept-'

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
}

function isKey(filters: unknown): filters is string {
  return typeof filters === 'string' && filters.startsWith(MARK)
}

/** The rule's key; undefined when there is no room for it. */
function keep(rule: string): string | undefined {
  const key = MARK + digest(rule)
  const others = listKeys().filter((other) => other !== key)
  try {
    if (localStorage.getItem(key) !== null) return key
    for (const old of others.slice(MOST - 1)) localStorage.removeItem(old)
    localStorage.setItem(LIST, JSON.stringify([key, ...others].slice(0, MOST)))
    localStorage.setItem(key, rule)
    return key
  } catch {
    return undefined
  }
}

function find(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
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

// 53 bits, and the length: the same rule has the same address. Source: cyrb53 by bryc (public domain).
function digest(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return `${(4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36)}-${text.length.toString(36)}`
}
