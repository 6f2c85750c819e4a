type Headers = Record<string, string | string[] | undefined>

/**
 * Whether a browser says that a request comes from our own pages. Sec-Fetch-Site where it is sent (secure contexts), the
 * Origin elsewhere. Source: OWASP, Cross-Site Request Forgery Prevention, Fetch Metadata.
 */
export function isSameSite(headers: Headers, host: string): boolean | undefined {
  const site = headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (typeof origin === 'string') return URL.canParse(origin) && new URL(origin).host === host
  return undefined
}
