/** Which row numbers the index holds: a bit each. */
export class KnownRows {
  #words = new Uint32Array(1024)

  static of(rowNos: Iterable<number>): KnownRows {
    const known = new KnownRows()
    for (const rowNo of rowNos) known.add(rowNo)
    return known
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0)
  }

  has(rowNo: number): boolean {
    return ((this.#words[rowNo >>> 5] ?? 0) & (1 << (rowNo & 31))) !== 0
  }

  add(rowNo: number) {
    const word = rowNo >>> 5
    if (word >= this.#words.length) {
      const larger = new Uint32Array(Math.max(word + 1, this.#words.length * 2))
      larger.set(this.#words)
      this.#words = larger
    }
    this.#words[word] |= 1 << (rowNo & 31)
  }

  delete(rowNo: number) {
    if (rowNo >>> 5 < this.#words.length) this.#words[rowNo >>> 5] &= ~(1 << (rowNo & 31))
  }
}
