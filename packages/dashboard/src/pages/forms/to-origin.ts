/** The website of an address as people type it: `example.org/shop` is https://example.org; undefined where it is none. */
export function toOrigin(text: string): string | undefined {
  const typed = text.trim()
  const url = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (/\s/.test(typed) || !URL.canParse(url)) return undefined
  const { origin, hostname, username } = new URL(url)
  const isHost = hostname === 'localhost' || hostname.startsWith('[') || hostname.includes('.')
  return isHost && username === '' ? origin : undefined
}
