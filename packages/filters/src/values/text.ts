/** A text as it is stored and compared: composed (NFC) and without space around it. */
export function tidyText(text: string): string {
  return text.normalize('NFC').trim()
}

/** Whether a text can be stored: PostgreSQL takes neither U+0000 nor halves of surrogate pairs. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}
