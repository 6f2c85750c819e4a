import type { Part } from '../../message/written.ts'
import type { Draft } from './draft.ts'
import type { Finding } from './use-checks.ts'

type Place = { part: Part; line: number | null } | 'audience' | 'project'

const OF_HTML: Finding['check'][] = ['unsubscribe', 'size', 'images', 'insecure_links', 'broken_links']

/** Where something that was found can be mended: a text and its line, a card, or the settings. */
export function placeOf(finding: Finding, { html, mjml }: Pick<Draft, 'html' | 'mjml'>): Place | undefined {
  const { check, where, sentence } = finding
  if (where) return mjml ? { ...where, line: null } : where
  if (check === 'audience') return 'audience'
  if (check === 'postal_address') return 'project'
  if (check === 'text') return { part: html.trim() === '' ? 'html' : 'text', line: null }
  if (!OF_HTML.includes(check)) return undefined
  return {
    part: 'html',
    line: mjml ? null : check === 'images' ? lineWith(html, /<img\b(?![^>]*\balt\b)/i) : lineOf(html, sentence),
  }
}

/** The line of the first address that a sentence names, as far as it stands there as it was asked. */
function lineOf(html: string, sentence: string): number | null {
  const addresses = sentence.match(/https?:\/\/[^\s,]+/g) ?? []
  for (const address of addresses) {
    const at = html.replaceAll('&amp;', '&').indexOf(address.replace(/[.:]$/, ''))
    if (at !== -1) return html.replaceAll('&amp;', '&').slice(0, at).split('\n').length
  }
  return null
}

function lineWith(html: string, pattern: RegExp): number | null {
  const at = html.search(pattern)
  return at === -1 ? null : html.slice(0, at).split('\n').length
}
