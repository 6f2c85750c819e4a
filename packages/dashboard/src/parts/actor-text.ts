const WORDS: Record<string, string> = {
  key: 'through the API',
  user: 'by hand',
  import: 'by an import',
  campaign: 'by a campaign',
  job: 'by a bulk action',
  contact: 'by themselves',
  system: 'by Rollcall itself',
}

/** Who did something, from how the record keeps it: `key:key_01j…` is "through the API". */
export function actorText(actor: string): string {
  return WORDS[actor.split(':', 1).join()] ?? `by ${actor}`
}
