/** The first `limit` of all rows offered, by key and then by row number, in a heap with the last of them on top. */
export class TopRows {
  readonly #limit: number
  readonly #keys: number[] = []
  readonly #rows: number[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Whether every further row takes another one's place. */
  get isFull(): boolean {
    return this.#keys.length >= this.#limit
  }

  /** The key of the last row kept; any row with a larger one is refused once this is full. */
  get lastKey(): number {
    return this.#keys[0]
  }

  /** The number of the last row kept; of those with its key any later one is refused once this is full. */
  get lastRow(): number {
    return this.#rows[0]
  }

  /** Keeps the row if it is among the first. */
  offer(key: number, rowNo: number): void {
    if (!this.isFull) {
      this.#keys.push(key)
      this.#rows.push(rowNo)
      this.#rise(this.#keys.length - 1)
    } else if (this.#compare(key, rowNo, 0) < 0) {
      this.#keys[0] = key
      this.#rows[0] = rowNo
      this.#sink()
    }
  }

  /** The rows kept, in order. */
  list(): { key: number; rowNo: number }[] {
    const rows = this.#rows.map((rowNo, at) => ({ key: this.#keys[at], rowNo }))
    return rows.sort((a, b) => compareKeys(a.key, b.key) || a.rowNo - b.rowNo)
  }

  #compare(key: number, rowNo: number, place: number): number {
    return compareKeys(key, this.#keys[place]) || rowNo - this.#rows[place]
  }

  #rise(place: number): void {
    let at = place
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if (this.#compare(this.#keys[at], this.#rows[at], parent) <= 0) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #sink(): void {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.#keys.length) return
      if (child + 1 < this.#keys.length && this.#compare(this.#keys[child + 1], this.#rows[child + 1], child) > 0)
        child++
      if (this.#compare(this.#keys[child], this.#rows[child], at) <= 0) return
      this.#swap(at, child)
      at = child
    }
  }

  #swap(a: number, b: number): void {
    const key = this.#keys[a]
    const rowNo = this.#rows[a]
    this.#keys[a] = this.#keys[b]
    this.#rows[a] = this.#rows[b]
    this.#keys[b] = key
    this.#rows[b] = rowNo
  }
}

// Infinity less itself would be no number.
function compareKeys(a: number, b: number): number {
  return a < b ? -1 : Number(a > b)
}
