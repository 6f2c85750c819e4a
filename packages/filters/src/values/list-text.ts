/**
 * The elements of a list written as one text: `VIP, "Berlin, Mitte"` are two. An element that holds a comma stands in double
 * quotes, a quote inside of them is doubled; quotes that are not closed before a comma or the end are just quotes.
 */
export function parseListText(text: string): string[] {
  const elements: string[] = []
  for (let at = 0; at <= text.length; ) {
    ELEMENT.lastIndex = at
    const [whole = '', quoted, plain = ''] = ELEMENT.exec(text) ?? []
    elements.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    at += whole.length + 1
  }
  return elements
}

const ELEMENT = /\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*)/y

/** The text of a list that `parseListText` reads back. */
export function listText(elements: readonly string[]): string {
  return elements.map((element) => (/[,"]/.test(element) ? `"${element.replaceAll('"', '""')}"` : element)).join(',')
}
