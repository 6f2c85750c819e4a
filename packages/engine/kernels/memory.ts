/*
 * Blocks of the one memory, from AssemblyScript's own allocator (TLSF: constant time, free neighbours become one).
 * Before each block stand 16 bytes that link it with the other blocks of its arena, so that all can be given back.
 */

const LINK_BYTES: usize = 16

/** A block without content that begins and ends the list of an arena's blocks. */
export function openArena(): usize {
  const arena = heap.alloc(LINK_BYTES)
  store<usize>(arena, arena)
  store<usize>(arena, arena, 4)
  return arena
}

/** A block of zeros; traps when the memory cannot grow. */
export function take(arena: usize, sizeBytes: usize): usize {
  const block = heap.alloc(sizeBytes + LINK_BYTES)
  const next = load<usize>(arena)
  store<usize>(block, next)
  store<usize>(block, arena, 4)
  store<usize>(next, block, 4)
  store<usize>(arena, block)
  memory.fill(block + LINK_BYTES, 0, sizeBytes)
  return block + LINK_BYTES
}

/** Gives one block back. */
export function give(at: usize): void {
  const block = at - LINK_BYTES
  const next = load<usize>(block)
  const before = load<usize>(block, 4)
  store<usize>(before, next)
  store<usize>(next, before, 4)
  heap.free(block)
}

/** Gives all blocks of an arena back, and the arena. */
export function release(arena: usize): void {
  let block = load<usize>(arena)
  while (block !== arena) {
    const next = load<usize>(block)
    heap.free(block)
    block = next
  }
  heap.free(arena)
}
