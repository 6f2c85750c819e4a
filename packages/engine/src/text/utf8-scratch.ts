const encoder = new TextEncoder()

/** Where a text's UTF-8 bytes stand until the next one is written. */
export class Utf8Scratch {
  bytes = new Uint8Array(256)

  /** Takes these bytes. */
  copy(bytes: Uint8Array, from: number, to: number): void {
    if (this.bytes.length < to - from) this.bytes = new Uint8Array(2 * (to - from))
    for (let i = from; i < to; i++) this.bytes[i - from] = bytes[i]
  }

  /** Writes the text and answers its length in bytes. */
  write(text: string): number {
    if (this.bytes.length < text.length * 3) this.bytes = new Uint8Array(text.length * 6)
    // Most texts are short and ASCII, where calling the encoder costs more than the encoding.
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) return encoder.encodeInto(text, this.bytes).written
      this.bytes[i] = unit
    }
    return text.length
  }
}
