const LONGEST_NOTE = 500

/** One line of somebody else's text, not too long. */
export function toNote(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, LONGEST_NOTE)
    .toWellFormed()
}
