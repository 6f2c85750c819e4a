// Where a capital first letter is not enough.
const NAMES: Record<string, string> = {
  icloud: 'iCloud',
  'yahoo-japan': 'Yahoo Japan',
  aol: 'AOL',
  att: 'AT&T',
  bt: 'BT',
  gmx: 'GMX',
  'laposte.net': 'laposte.net',
  qq: 'QQ',
  sfr: 'SFR',
  't-online': 'T-Online',
  uol: 'UOL',
  'web.de': 'web.de',
  wp: 'WP',
}

/** What those who run mailboxes call themselves. */
export function inboxProviderName(provider: string): string {
  return NAMES[provider] ?? provider.charAt(0).toUpperCase() + provider.slice(1)
}
