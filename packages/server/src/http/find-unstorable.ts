type Unstorable = { path: PropertyKey[]; detail: string }

type Place = { key: string; above: Place | undefined }

/** The texts in a value, keys included, that PostgreSQL cannot hold: those with NUL or half a surrogate pair. */
export function findUnstorable(value: unknown): Unstorable[] {
  const found: Unstorable[] = []
  const check = (text: string, place: Place | undefined) => {
    const detail = problemOf(text)
    if (detail) found.push({ path: toPath(place), detail })
  }
  // A list of what is left rather than recursion: a body may be nested deeper than the call stack allows.
  const left: { item: unknown; place: Place | undefined }[] = [{ item: value, place: undefined }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { item, place } = next
    if (typeof item === 'string') check(item, place)
    if (typeof item !== 'object' || item === null) continue
    for (const [key, inner] of Object.entries(item)) {
      const below = { key, above: place }
      check(key, below)
      left.push({ item: inner, place: below })
    }
  }
  return found
}

function problemOf(text: string): string | undefined {
  if (text.includes('\0')) return 'must not contain the character NUL'
  return text.isWellFormed() ? undefined : 'must not contain half of a character'
}

function toPath(place: Place | undefined): PropertyKey[] {
  const path: PropertyKey[] = []
  for (let at = place; at; at = at.above) path.unshift(at.key)
  return path
}
