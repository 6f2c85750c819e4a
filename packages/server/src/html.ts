import { escapeHtml } from './email/escape-html.ts'

/** Markup that is safe to send: everything that came from outside was escaped on its way in. */
export type Html = { text: string }

type Part = string | Html | Part[] | false | undefined

/** A template whose texts are escaped; nested templates and lists of them are taken as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { text: strings.map((string, at) => string + toText(parts[at])).join('') }
}

/** Markup of our own, not to be escaped. */
export function raw(text: string): Html {
  return { text }
}

function toText(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeHtml(part)
  return Array.isArray(part) ? part.map(toText).join('') : part.text
}
