import { andInto, andNotInto, clearAll, clearBits, countBits, hasBit, listBits, orInto, setPlaces } from './bits.ts'

/** The members of a set within one chunk: their sorted places, or a bitset when there are many. Never empty. */
export type Members = Uint16Array | Uint32Array

/** Above this many members a bitset (8 KiB) is smaller than the sorted places. */
export const SORTED_MAX = 4_096

/** Looking one place up in sorted ones, and mispredicting every step, takes as long as testing this many in a row. */
const COMPARED_PER_LOOKUP = 64

/** How many members there are. */
export function countMembers(members: Members): number {
  return members instanceof Uint16Array ? members.length : countBits(members)
}

/** Whether the row at `local` is a member. */
export function hasMember(members: Members, local: number): boolean {
  if (members instanceof Uint32Array) return hasBit(members, local)
  return members[firstAtLeast(members, local)] === local
}

/** The index of the first place that is `local` or larger. */
export function firstAtLeast(sorted: Uint16Array, local: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < local) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds the members to a bitset. */
export function orMembers(words: Uint32Array, members: Members): void {
  if (members instanceof Uint32Array) orInto(words, members)
  else setPlaces(words, members)
}

/** Takes the members out of a bitset. */
export function andNotMembers(words: Uint32Array, members: Members): void {
  if (members instanceof Uint32Array) andNotInto(words, members)
  else clearBits(words, members)
}

/** Keeps only the members in a bitset; `scratch` is overwritten. */
export function keepMembers(words: Uint32Array, members: Members, scratch: Uint32Array): void {
  if (members instanceof Uint32Array) {
    andInto(words, members)
    return
  }
  clearAll(scratch)
  setPlaces(scratch, members)
  andInto(words, scratch)
}

/** Writes the members' places, ascending, to `locals` and answers how many there are. */
export function listMembers(members: Members, locals: Uint16Array): number {
  if (members instanceof Uint32Array) return listBits(members, locals)
  locals.set(members)
  return members.length
}

/**
 * A change of members: `rows` go, except those that are among `members`, who all come; both ascending.
 * `isRow` has a bit for each of `rows`.
 */
export type Change = { rows: Uint16Array; isRow: Uint32Array; members: Uint16Array }

/** Writes sorted members as they are after a change to `out`, ascending, and answers how many there are. */
export function changeSorted(held: Uint16Array, { isRow, members }: Change, out: Uint16Array): number {
  let count = 0
  let member = 0
  for (let i = 0; i < held.length; i++) {
    const local = held[i]
    while (member < members.length && members[member] < local) out[count++] = members[member++]
    // A row that is among the members is written when its turn among them comes.
    const isMember = member < members.length && members[member] === local
    if (!isMember && !hasBit(isRow, local)) out[count++] = local
  }
  while (member < members.length) out[count++] = members[member++]
  return count
}

/** Whether `places` begin with all of `first`. */
export function startsWith(places: Uint16Array, first: Uint16Array): boolean {
  for (let i = 0; i < first.length; i++) if (places[i] !== first[i]) return false
  return true
}

/** Whether any of the rows that go is a member. */
export function hasRows(held: Members, { rows, isRow }: Omit<Change, 'members'>): boolean {
  if (held instanceof Uint32Array || rows.length * COMPARED_PER_LOOKUP < held.length) {
    for (let i = 0; i < rows.length; i++) if (hasMember(held, rows[i])) return true
    return false
  }
  for (let i = 0; i < held.length; i++) if (hasBit(isRow, held[i])) return true
  return false
}

/** The rows of a bitset in the smaller of the two forms, undefined when there are none; `locals` is overwritten. */
export function findMembers(words: Uint32Array, locals: Uint16Array): Members | undefined {
  const count = countBits(words)
  if (count === 0) return undefined
  if (count > SORTED_MAX) return words.slice()
  listBits(words, locals)
  return locals.slice(0, count)
}
