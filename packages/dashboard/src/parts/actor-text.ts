const WORDS: Record<string, string> = {
  key: 'through the API',
  user: 'by hand',
  import: 'by an import',
  campaign: 'by a campaign',
  job: 'by a bulk action',
  contact: 'by themselves',
  system: 'by Rollcall itself',
  demo: 'with the demo data',
}

/** Who did something, from how the record keeps it and what they are called: "by Ada", "by an import (people.csv)". */
export function actorText(actor: string, name: string | null): string {
  const kind = actor.split(':', 1).join()
  if (kind === 'user' && name) return `by ${name}`
  const words = WORDS[kind] ?? `by ${actor}`
  return name ? `${words} (${name})` : words
}
