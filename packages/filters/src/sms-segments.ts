/** How a text travels as SMS. */
export type SmsSegments = {
  encoding: 'GSM-7' | 'UCS-2'
  /** What it takes up in all: septets of GSM-7 (the signs of the extension table take two), or 16-bit units of UCS-2. */
  units: number
  /** So many messages are paid for; an empty text is none. */
  segments: number
  /** So many units fit into each of them. */
  perSegment: number
  /** The characters, each once, because of which it is not GSM-7. */
  odd: string[]
}

// 3GPP TS 23.038, 6.2.1: the default alphabet and its extension table.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')

// 3GPP TS 23.040, 9.2.3.24: 140 octets, of which six name the parts when there are several.
const FITS = { 'GSM-7': { alone: 160, inParts: 153 }, 'UCS-2': { alone: 70, inParts: 67 } } as const

/** Counts the segments of a text as phone companies do. Neither an escape nor a surrogate pair is ever split between two. */
export function smsSegments(text: string): SmsSegments {
  const characters = [...text]
  const odd = [...new Set(characters.filter((character) => !BASIC.has(character) && !EXTENSION.has(character)))]
  const encoding = odd.length === 0 ? 'GSM-7' : 'UCS-2'
  const sizes = characters.map((character) => {
    if (encoding === 'UCS-2') return character.length
    return EXTENSION.has(character) ? 2 : 1
  })
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const { alone, inParts } = FITS[encoding]
  if (units <= alone) return { encoding, units, segments: Math.min(1, units), perSegment: alone, odd }
  return { encoding, units, segments: countParts(sizes, inParts), perSegment: inParts, odd }
}

function countParts(sizes: number[], inParts: number): number {
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > inParts) {
      parts += 1
      used = 0
    }
    used += size
  }
  return parts
}
