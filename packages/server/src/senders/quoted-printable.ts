// RFC 2045, 6.7: a line has 76 characters at most; a soft break takes the last.
const LINE_END = 75
const [TAB, LF, CR, SPACE, EQUALS] = [0x09, 0x0a, 0x0d, 0x20, 0x3d]
const HEX = Buffer.from('0123456789ABCDEF', 'latin1')
// 1 for each byte that stands for itself, 2 for blanks, which do only inside a line.
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte > SPACE && byte < 0x7f && byte !== EQUALS ? 1 : 0))
PLAIN[SPACE] = 2
PLAIN[TAB] = 2

/** The most that so many bytes of UTF-8 take as quoted-printable: three characters each, and a soft break for each line. */
export function mostQuotedBytes(textBytes: number): number {
  return Math.ceil(textBytes * 3 * (1 + 3 / (LINE_END - 12))) + 8
}

/**
 * Writes UTF-8 as quoted-printable into a buffer with room for it (mostQuotedBytes), from `at` on, and says where it ends. Any
 * line break becomes CR LF (bare ones are what SMTP smuggling is made of); no character is cut by a soft break. Ours, because
 * nodemailer's encoder takes three times as long.
 */
export function writeQuotedPrintable(into: Buffer, at: number, text: Buffer): number {
  let end = at
  let column = 0
  for (let place = 0; place < text.length; place += 1) {
    const byte = text[place]
    // Nearly all there is.
    if (PLAIN[byte] === 1 && column < LINE_END) {
      into[end++] = byte
      column += 1
      continue
    }
    if (byte === CR || byte === LF) {
      if (byte === CR && text[place + 1] === LF) place += 1
      into[end++] = CR
      into[end++] = LF
      column = 0
      continue
    }
    const isPlain = PLAIN[byte] === 1 || (PLAIN[byte] === 2 && !endsLine(text[place + 1]))
    const needed = isPlain ? 1 : byte < 0xc0 ? 3 : byte < 0xe0 ? 6 : byte < 0xf0 ? 9 : 12
    if (column + needed > LINE_END) {
      into[end++] = EQUALS
      into[end++] = CR
      into[end++] = LF
      column = 0
    }
    if (isPlain) into[end++] = byte
    else {
      into[end++] = EQUALS
      into[end++] = HEX[byte >> 4]
      into[end++] = HEX[byte & 15]
    }
    column += isPlain ? 1 : 3
  }
  return end
}

// undefined: behind the last byte.
function endsLine(byte: number | undefined): boolean {
  return byte === undefined || byte === CR || byte === LF
}
