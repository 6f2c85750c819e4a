import { createHash } from 'node:crypto'
import type { PreparedContact } from '../contacts/prepared-contact.ts'

// 6 bytes of a hash: among ten million identifiers, two share them with a chance of one in six, and a count is off by one.
const HASH_BYTES = 6
const FIRST_CAPACITY = 16_384

/** Remembers millions of identifiers in 16 bytes each, for dry runs. */
export class SeenIdentifiers {
  #slots = new Float64Array(FIRST_CAPACITY)
  #size = 0

  /** Whether any identifier of this contact came before; from now on all of them have. */
  sawBefore({ emailKey, values }: PreparedContact): boolean {
    const identifiers = [emailKey && `e${emailKey}`, values.externalId && `x${values.externalId}`]
    if (!emailKey && !values.externalId) identifiers.push(values.phone && `p${values.phone}`)
    const added = identifiers.filter((identifier) => typeof identifier === 'string').map((text) => this.#add(text))
    return added.includes(false)
  }

  /** False when it was there. */
  #add(text: string): boolean {
    // Zero marks an empty slot.
    const hash = createHash('sha1').update(text).digest().readUIntBE(0, HASH_BYTES) + 1
    if (this.#size * 2 >= this.#slots.length) this.#grow()
    const slot = this.#slotOf(hash)
    if (this.#slots[slot] === hash) return false
    this.#slots[slot] = hash
    this.#size += 1
    return true
  }

  #slotOf(hash: number): number {
    let slot = hash % this.#slots.length
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== hash) slot = (slot + 1) % this.#slots.length
    return slot
  }

  #grow() {
    const hashes = this.#slots
    this.#slots = new Float64Array(hashes.length * 2)
    for (const hash of hashes) if (hash !== 0) this.#slots[this.#slotOf(hash)] = hash
  }
}
