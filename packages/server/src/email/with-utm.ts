import { escapeHtml } from './escape-html.ts'

/** Parameters by which web statistics tell where visitors come from, by name: source, medium, campaign, … */
type Utm = Record<string, string | undefined>

const LINK_TAG = /<(?:a|area)\s(?:"[^"]*"|'[^']*'|[^'">])*>/gi
const WEB_HREF = /(?<=\shref\s*=\s*)(?:"https?:\/\/[^"]*"|'https?:\/\/[^']*')/i

/**
 * A template whose web links carry these parameters, each where the link does not have it. Links that are made by Liquid
 * alone stay as they are, the way out among them.
 */
export function withUtm(html: string, utm: Utm | null): string {
  if (utm === null) return html
  const parameters = Object.entries(utm).flatMap(([name, value]) =>
    value === undefined ? [] : [[`utm_${name}`, value] as const],
  )
  return html.replace(LINK_TAG, (tag) =>
    tag.replace(WEB_HREF, (quoted) => quoted[0] + extend(quoted.slice(1, -1), parameters) + quoted[0]),
  )
}

function extend(link: string, parameters: (readonly [name: string, value: string])[]): string {
  const at = link.indexOf('#')
  const [address, fragment] = at === -1 ? [link, ''] : [link.slice(0, at), link.slice(at)]
  // A quote or a # inside of Liquid ended it early: nothing may come into its middle.
  if (!isWhole(address)) return link
  const missing = parameters.filter(([name]) => !new RegExp(`[?&;]${name}=`).test(address))
  if (missing.length === 0) return link
  const query = missing.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  const joint = address.includes('?') ? (/[?&]$/.test(address) ? '' : '&amp;') : '?'
  return address + joint + escapeHtml(query) + fragment
}

function isWhole(text: string): boolean {
  const count = (piece: string) => text.split(piece).length
  return count('{{') === count('}}') && count('{%') === count('%}')
}
