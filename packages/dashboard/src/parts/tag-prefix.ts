/** What stands before the colon of `source:webinar`; nothing in other names. */
export function prefixOf(name: string): string {
  return /^([^:]+):\s*\S/.exec(name)?.[1]?.trim() ?? ''
}

/** What stands after the colon. */
export function restOf(name: string): string {
  return prefixOf(name) === '' ? name : name.slice(name.indexOf(':') + 1).trim()
}
