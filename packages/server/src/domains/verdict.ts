/** What a look at one record showed. unknown: DNS gave no answer this time. */
export type Verdict = {
  status: 'ok' | 'missing' | 'wrong' | 'unknown'
  /** A sentence: what is there, and what to do. */
  detail: string
  /** What was found at that name, as it stands there. */
  found: string[]
}

const MOST_SHOWN = 10
const LONGEST_SHOWN = 1_000

export function verdict(status: Verdict['status'], detail: string, found: string[] = []): Verdict {
  return { status, detail, found: found.slice(0, MOST_SHOWN).map((text) => text.slice(0, LONGEST_SHOWN)) }
}

/** A list of tags as DKIM and DMARC write it (RFC 6376, 3.2), by lower-case name; undefined when it is none. */
export function parseTags(text: string): Map<string, string> | undefined {
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const [, name, value] = /^\s*([a-z][a-z0-9_]*)\s*=([\s\S]*)$/i.exec(part) ?? []
    if (name === undefined || value === undefined) return undefined
    tags.set(name.toLowerCase(), value.trim())
  }
  return tags
}
