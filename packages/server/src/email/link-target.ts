import { LONGEST_URL_BYTES } from './tracking-token.ts'

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const LARGEST_CODE_POINT = 0x10ffff

/**
 * Where the href of a link leads, as a browser would read it; undefined unless that is a page on the web. An address with an
 * entity that is not known here is left alone rather than misread.
 */
export function toLinkTarget(href: string): string | undefined {
  if (!/^\s*https?:/i.test(href)) return undefined
  const text = href.includes('&') ? decodeEntities(href) : href
  const url = text === undefined ? null : URL.parse(text)
  if (!url || Buffer.byteLength(url.href) > LONGEST_URL_BYTES) return undefined
  return url.href
}

/** A text of HTML with its entities read; undefined when one is not known here. */
export function decodeEntities(text: string): string | undefined {
  let isKnown = true
  const decoded = text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]*));/gi, (...[, decimal, hex, name]) => {
    if (name !== undefined) {
      isKnown &&= Object.hasOwn(ENTITIES, name)
      return ENTITIES[name] ?? ''
    }
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    isKnown &&= code > 0 && code <= LARGEST_CODE_POINT
    return isKnown ? String.fromCodePoint(code) : ''
  })
  return isKnown ? decoded : undefined
}
