/** Where in an HTML template the address of a link stands, without its quotes. */
export type LinkPlace = { start: number; end: number }

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
// Stands for each character of Liquid, whose quotes and brackets are not HTML's.
const FILLER = '\u0000'
const TAG_NAME = /[a-z][a-z0-9]*(?=[\s/>\u0000])/iy
// What is in them is text, whatever it looks like.
const TEXT_ELEMENTS = new Set(['style', 'script', 'title', 'textarea', 'xmp'])
const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/y

/** A template in which each character of Liquid stands aside: every place is where it was. */
export function withoutLiquid(template: string): string {
  return template.replace(LIQUID, (piece) => FILLER.repeat(piece.length))
}

/** The href of each `<a>` and `<area>` of a template, in their order; comments are left out, those for Outlook are not. */
export function findLinks(template: string): LinkPlace[] {
  const html = withoutLiquid(template)
  const links: LinkPlace[] = []
  let at = html.indexOf('<')
  while (at !== -1) {
    const next = html.startsWith('<!--', at) ? afterComment(html, at) : afterTag(html, at, links)
    // What is not closed goes on to the end.
    if (next === undefined) break
    at = html.indexOf('<', next)
  }
  return links
}

function afterComment(html: string, at: number): number | undefined {
  if (html.startsWith('<!--[if', at)) return at + 4
  const end = html.indexOf('-->', at + 4)
  return end === -1 ? undefined : end + 3
}

function afterTag(html: string, at: number, links: LinkPlace[]): number | undefined {
  TAG_NAME.lastIndex = at + 1
  const name = TAG_NAME.exec(html)?.[0].toLowerCase()
  if (name === undefined) return at + 1
  if (TEXT_ELEMENTS.has(name)) {
    const end = new RegExp(`</${name}`, 'gi')
    end.lastIndex = at
    return end.exec(html)?.index
  }
  let href: LinkPlace | undefined
  let next = at + 1 + name.length
  for (;;) {
    ATTRIBUTE.lastIndex = next
    const found = ATTRIBUTE.exec(html)
    if (!found) break
    next = ATTRIBUTE.lastIndex
    if (found[1].toLowerCase() === 'href') href ??= placeOf(found, next)
  }
  const end = /[\s/]*>/y
  end.lastIndex = next
  if (!end.test(html)) return undefined
  if (href && (name === 'a' || name === 'area')) links.push(href)
  return end.lastIndex
}

function placeOf(attribute: RegExpExecArray, next: number): LinkPlace | undefined {
  const quoted: string | undefined = attribute[2] ?? attribute[3]
  const value: string | undefined = quoted ?? attribute[4]
  if (value === undefined) return undefined
  const end = next - (quoted === undefined ? 0 : 1)
  return { start: end - value.length, end }
}
