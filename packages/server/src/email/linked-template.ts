import { escapeHtml } from './escape-html.ts'
import { findLinks } from './find-links.ts'
import { toLinkTarget } from './link-target.ts'
import { parseLiquid } from './liquid.ts'

/** Where a link leads instead; undefined leaves it as it is. */
export type Detour = (url: string, linkNo: number) => string | undefined

/** An HTML template whose links can be led elsewhere for each person. */
export type LinkedTemplate = {
  /** undefined when the template takes its links apart; the ordinary one has to do. Throws a TemplateError. */
  render(variables: object, detour: Detour): string | undefined
}

// What a token has room for.
const MOST_LINKS = 65_535

/**
 * Reads a template once more, with the `mark` at each link: nobody who writes a text may know it. What a constant address
 * means is worked out here, so that there is little to do for each person. Links are numbered from 1 in their order.
 */
export function parseLinkedTemplate(html: string, mark: string): LinkedTemplate | null {
  const constants = new Map<number, { written: string; url: string }>()
  let source = ''
  let copied = 0
  for (const [place, { start, end }] of findLinks(html).slice(0, MOST_LINKS).entries()) {
    const linkNo = place + 1
    const written = html.slice(start, end)
    const isPersonal = /\{\{|\{%/.test(written)
    const url = isPersonal ? undefined : toLinkTarget(written)
    if (!isPersonal && url === undefined) continue
    if (url !== undefined) constants.set(linkNo, { written, url })
    source += `${html.slice(copied, start)}${mark}${linkNo}${url === undefined ? `:${written}${mark}` : ';'}`
    copied = end
  }
  if (copied === 0) return null
  const template = parseLiquid(source + html.slice(copied), 'html')
  const marked = new RegExp(`${mark}(\\d+)(?:;|:([\\s\\S]*?)${mark})`, 'g')
  return {
    render(variables, detour) {
      const filled = template.render(variables)
      const led = filled.replace(marked, (_, number: string, personal: string | undefined) => {
        const linkNo = Number(number)
        const written = personal ?? constants.get(linkNo)?.written ?? ''
        const url = personal === undefined ? constants.get(linkNo)?.url : toLinkTarget(personal)
        const other = url === undefined ? undefined : detour(url, linkNo)
        return other === undefined ? written : escapeHtml(other)
      })
      return led.includes(mark) ? undefined : led
    },
  }
}
