import type { ByteSpan } from '../kernels/bytes.ts'
import type { Place } from './place.ts'

/** The node that all needles start from. */
const ROOT = 0

/**
 * Many needles as a tree of their bytes, so that one walk from a place in a text finds whichever of them stands there.
 *
 * Thousands of needles in a million texts would otherwise be thousands of searches of a dictionary, a minute of work.
 */
export class NeedleSet {
  readonly #place: Place
  /** The tree's edges as an open hash table: node and byte, and the node they lead to. No needle has a zero byte. */
  readonly #edges: Uint32Array
  readonly #targets: Uint32Array
  /** 1 for the nodes at which a needle is complete. */
  readonly #isComplete: Uint8Array
  #nodeCount = 1

  /** Needles are not empty. */
  constructor(place: Place, needles: Uint8Array[]) {
    this.#place = place
    const bytes = needles.reduce((sum, needle) => sum + needle.length, 0)
    const slots = 2 ** Math.ceil(Math.log2(2 * bytes + 2))
    this.#edges = new Uint32Array(slots)
    this.#targets = new Uint32Array(slots)
    this.#isComplete = new Uint8Array(bytes + 1)
    for (const needle of needles) this.#add(place === 'end' ? needle.toReversed() : needle)
  }

  /** Whether any of the needles stands in the text, at the place asked for. */
  standsIn(text: ByteSpan): boolean {
    if (this.#place === 'start') return this.#standsFrom(text, text.from)
    if (this.#place === 'end') return this.#standsBefore(text)
    for (let at = text.from; at < text.to; at++) if (this.#standsFrom(text, at)) return true
    return false
  }

  #add(needle: Uint8Array): void {
    let node = ROOT
    for (const byte of needle) {
      const slot = this.#slot(node, byte)
      if (this.#edges[slot] === 0) {
        this.#edges[slot] = toEdge(node, byte)
        this.#targets[slot] = this.#nodeCount++
      }
      node = this.#targets[slot]
    }
    this.#isComplete[node] = 1
  }

  #standsFrom(text: ByteSpan, start: number): boolean {
    let node = ROOT
    for (let at = start; at < text.to; at++) {
      node = this.#targets[this.#slot(node, text.bytes[at])]
      if (node === ROOT) return false
      if (this.#isComplete[node] === 1) return true
    }
    return false
  }

  #standsBefore(text: ByteSpan): boolean {
    let node = ROOT
    for (let at = text.to - 1; at >= text.from; at--) {
      node = this.#targets[this.#slot(node, text.bytes[at])]
      if (node === ROOT) return false
      if (this.#isComplete[node] === 1) return true
    }
    return false
  }

  /** The slot of an edge, or the free one where it belongs. A free slot leads to the root, where no edge does. */
  #slot(node: number, byte: number): number {
    const edge = toEdge(node, byte)
    const last = this.#edges.length - 1
    let slot = (Math.imul(edge, 0x9e3779b1) >>> 7) & last
    while (this.#edges[slot] !== edge && this.#edges[slot] !== 0) slot = (slot + 1) & last
    return slot
  }
}

/** Filters are shorter than 2^24 bytes, so this fits in 32 bits. */
function toEdge(node: number, byte: number): number {
  return node * 256 + byte
}
