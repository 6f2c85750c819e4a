import { compile } from 'html-to-text'

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

const convert = compile({
  wordwrap: 78,
  selectors: [
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'img', format: 'skip' },
  ],
})

/** What an HTML message says, for those who read plain text. */
export function toPlainText(html: string): string {
  return convert(html)
}

// Mail programs show about this much of a message beside its subject.
const INBOX_LINE_LENGTH = 140

const convertWords = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
  ],
})

/** The first words of an HTML message, hidden ones too, as the list of messages shows them. */
export function toInboxLine(html: string): string {
  return convertWords(html).replace(/\s+/g, ' ').trim().slice(0, INBOX_LINE_LENGTH).toWellFormed()
}

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
/** What these filters give is HTML itself, which only the finished message can be read for. */
const GIVES_HTML = /\|\s*(raw|newline_to_br)\b/
// Characters for private use stand for the pieces of Liquid meanwhile; a template that uses them itself is not converted.
const [OPEN, CLOSE] = ['\ue000', '\ue001']
const PLACEHOLDER = /\ue000(\d+)\ue001/g

/**
 * The same for a Liquid template, so that it need not be done for each person (0.15 ms a message). Undefined when the text
 * cannot be told from the template alone.
 */
export function toTextTemplate(html: string): string | undefined {
  if (html.includes(OPEN)) return undefined
  const pieces: string[] = []
  const marked = html.replace(LIQUID, (piece) => `${OPEN}${pieces.push(piece) - 1}${CLOSE}`)
  if (pieces.some((piece) => GIVES_HTML.test(piece))) return undefined
  const text = convert(marked)
  const order = [...text.matchAll(PLACEHOLDER)].map(([, place]) => Number(place))
  // A piece in a comment, a style or an attribute is gone, and with it perhaps one half of a condition.
  if (order.length !== pieces.length || order.some((place, at) => place !== at)) return undefined
  return text.replace(PLACEHOLDER, (_, place) => pieces[Number(place)])
}
