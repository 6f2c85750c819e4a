// In this order: what is no text (comments, styles, Liquid that keeps its text for later, tags), and what is a merge field.
const PIECES = new RegExp(
  [
    '<!--[\\s\\S]*?(?:-->|$)',
    '<(style|script|title|textarea|mj-style|mj-title|mj-preview|mj-attributes)\\b[\\s\\S]*?</\\1\\s*>',
    '\\{%-?\\s*(raw|comment|capture)\\b[\\s\\S]*?\\{%-?\\s*end\\2\\s*-?%\\}',
    '\\{%[\\s\\S]*?%\\}',
    '</?[a-z](?:"[^"]*"|\'[^\']*\'|[^\'">])*>',
    '\\{\\{-?\\s*(contact\\.[\\w.]+)[\\s\\S]*?\\}\\}',
  ].join('|'),
  'gi',
)
const MARKED = /<mark data-field="[\w.]+">([\s\S]*?)<\/mark>/g

/** A message's template with a mark around each of the contact's fields that stands in its text. */
export function markFields(html: string): string {
  return html.replace(PIECES, (piece, ...groups: (string | undefined)[]) => {
    const name = groups[2]
    return name === undefined ? piece : `<mark data-field="${name}">${piece}</mark>`
  })
}

/** The message as it would be without them. */
export function withoutMarks(html: string): string {
  return html.replace(MARKED, '$1')
}
