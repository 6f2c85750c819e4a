/** fold(s) = NFC(lowercase(NFC(s))), final sigma as sigma. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

/** The six text operators, on one text. Negative ones are asked by their positive twin. */
export function isTextMatch(op: string, text: string, wanted: string[]): boolean {
  const held = [...fold(text.trim())]
  return wanted.some((raw) => {
    const needle = [...fold(raw.trim())]
    if (op === 'is') return held.length === needle.length && isAt(held, needle, 0)
    if (op === 'starts_with') return isAt(held, needle, 0)
    if (op === 'ends_with') return needle.length <= held.length && isAt(held, needle, held.length - needle.length)
    return held.some((_, place) => isAt(held, needle, place))
  })
}

function isAt(held: string[], needle: string[], place: number): boolean {
  return needle.every((point, index) => held[place + index] === point)
}

export const TEXT_TWINS: Record<string, string> = { is_not: 'is', not_contains: 'contains' }
export const TEXT_OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'ends_with']
