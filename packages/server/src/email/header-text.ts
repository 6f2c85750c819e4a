/** RFC 5322 2.1.1 allows 998 octets a line; a subject of one long word cannot be folded. */
const LONGEST = 900

// RFC 2047: what a person typed must not be read as an encoded word, which may hide any character.
const ENCODED_WORD = /=\?(?=[^\s?]+\?[bq]\?)/gi

/** A text as the value of one header: line breaks and other control characters become a space, so it stays one header. */
export function toHeaderText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(ENCODED_WORD, '= ?')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed()
}

/** Whether a text can be an address in a header and on the wire: one mailbox, nothing that ends or opens another. */
export function isMailbox(text: string): boolean {
  return /^[^\s\p{Cc}<>,;:"()[\]\\@]+@[^\s\p{Cc}<>,;:"()[\]\\@]+$/u.test(text)
}
