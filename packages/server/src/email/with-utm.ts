import { escapeHtml } from './escape-html.ts'
import { findLinks, withoutLiquid } from './find-links.ts'

/** Parameters by which web statistics tell where visitors come from, by name: source, medium, campaign, … */
type Utm = Record<string, string | undefined>

/**
 * A template whose web links carry these parameters, each where the link does not have it. Links that are made by Liquid
 * alone stay as they are, the way out among them.
 */
export function withUtm(html: string, utm: Utm | null): string {
  if (utm === null) return html
  const parameters = Object.entries(utm).flatMap(([name, value]) =>
    value === undefined ? [] : [[`utm_${name}`, value] as const],
  )
  let extended = ''
  let done = 0
  for (const { start, end } of findLinks(html)) {
    extended += html.slice(done, start) + extend(html.slice(start, end), parameters)
    done = end
  }
  return extended + html.slice(done)
}

function extend(link: string, parameters: (readonly [name: string, value: string])[]): string {
  if (!/^\s*https?:\/\//i.test(link)) return link
  // What stands in Liquid is neither the link's query nor its fragment.
  const plain = withoutLiquid(link)
  const at = plain.includes('#') ? plain.indexOf('#') : link.length
  const address = plain.slice(0, at)
  const missing = parameters.filter(([name]) => !new RegExp(`[?&;]${name}=`).test(address))
  if (missing.length === 0) return link
  const query = missing.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  const joint = address.includes('?') ? (/[?&]$/.test(address) ? '' : '&amp;') : '?'
  return link.slice(0, at) + joint + escapeHtml(query) + link.slice(at)
}
