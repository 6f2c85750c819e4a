/** Raised whenever `fold` changes its answer for any text: stored text is then folded again. */
export const FOLD_VERSION = 1

/** The form in which texts are compared: lower case, composed, language-neutral; accents count. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC').replaceAll('ς', 'σ')
}
