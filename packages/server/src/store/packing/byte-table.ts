const decoder = new TextDecoder()

/** Short runs of bytes (keys, names, ids) by number, in the order in which they first came. */
export class ByteTable {
  #bytes = new Uint8Array(1024)
  #ends: number[] = []
  /** One more than the place; 0 is free. Open addressing, at most half full. */
  #slots = new Int32Array(64)
  readonly #texts: string[] = []

  get size(): number {
    return this.#ends.length
  }

  /** The place of these bytes, a new one when they are new. */
  place(bytes: Uint8Array, from: number, to: number): number {
    const slot = this.#slotOf(bytes, from, to)
    if (this.#slots[slot] !== 0) return this.#slots[slot] - 1
    this.#slots[slot] = this.#add(bytes, from, to)
    if (this.size * 2 > this.#slots.length) this.#grow()
    return this.size - 1
  }

  /** The place of these bytes, or -1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.#slots[this.#slotOf(bytes, from, to)] - 1
  }

  /** The bytes of a place as text. */
  text(place: number): string {
    this.#texts[place] ??= decoder.decode(this.#bytes.subarray(this.#startOf(place), this.#ends[place]))
    return this.#texts[place]
  }

  /** The bytes of a place as 32 hexadecimal digits and so on, for UUIDs. */
  hex(place: number): string {
    return Buffer.from(this.#bytes.buffer, this.#startOf(place), this.#ends[place] - this.#startOf(place)).toString(
      'hex',
    )
  }

  #slotOf(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1
    let slot = hash(bytes, from, to) & mask
    while (this.#slots[slot] !== 0 && !this.#is(this.#slots[slot] - 1, { bytes, from, to })) slot = (slot + 1) & mask
    return slot
  }

  #is(place: number, { bytes, from, to }: { bytes: Uint8Array; from: number; to: number }): boolean {
    const start = this.#startOf(place)
    if (this.#ends[place] - start !== to - from) return false
    for (let i = from; i < to; i++) if (bytes[i] !== this.#bytes[start + i - from]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number): number {
    const start = this.#startOf(this.size)
    const end = start + to - from
    if (end > this.#bytes.length) {
      const longer = new Uint8Array(Math.max(end, this.#bytes.length * 2))
      longer.set(this.#bytes)
      this.#bytes = longer
    }
    for (let i = from; i < to; i++) this.#bytes[start + i - from] = bytes[i]
    return this.#ends.push(end)
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let place = 0; place < this.size; place++) {
      this.#slots[this.#slotOf(this.#bytes, this.#startOf(place), this.#ends[place])] = place + 1
    }
  }

  #startOf(place: number): number {
    return place === 0 ? 0 : this.#ends[place - 1]
  }
}

// FNV-1a with the end of MurmurHash3, as in the engine's dictionaries.
function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = 0x811c9dc5
  for (let i = from; i < to; i++) value = Math.imul(value ^ bytes[i], 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return value ^ (value >>> 13)
}
