/** What somebody typed as one line of text that can be kept: whole letters, no control characters, nothing around it. */
export function tidyLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .normalize('NFC')
    .trim()
}
