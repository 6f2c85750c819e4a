import { readFileSync } from 'node:fs'

let domains: Set<string> | undefined

/** Whether a domain, in ASCII lower case, or one above it hands out throw-away addresses. Source: disposable-email-domains. */
export function isDisposable(domain: string): boolean {
  domains ??= readDomains()
  for (let rest = domain; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    if (domains.has(rest)) return true
  }
  return false
}

// Ten megabytes once parsed: only a process that writes contacts pays for them.
function readDomains(): Set<string> {
  return new Set(JSON.parse(readFileSync(new URL('disposable-domains.json', import.meta.url), 'utf8')))
}
