import type { SegmentId } from '@rollcall/filters'
import { CHUNK_WORDS, toRowNo } from '../chunk.ts'
import { andInto, hasBit, isZero, listBits } from '../kernels/bits.ts'
import { hasMember, type Members, orMembers } from '../kernels/members.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import type { MembershipChange } from './membership-change.ts'

/** Who of a chunk entered and who left a segment: places inside the chunk, ascending. */
export type Difference = { chunkNo: number; entered: Uint16Array; left: Uint16Array }

/** Finds the members of a segment in a chunk. */
export type FindMembers = (chunkNo: number) => Members | undefined

/** What differs in a chunk, of the rows in `mask` only if there is one, between members and those in `words`; undefined when nothing does. */
export function differenceOf(
  chunkNo: number,
  before: Members | undefined,
  { words, mask }: { words: Uint32Array; mask?: Uint32Array },
): Difference | undefined {
  const held = new Uint32Array(CHUNK_WORDS)
  if (before !== undefined) orMembers(held, before)
  if (mask !== undefined) andInto(held, mask)
  const entered = held.map((word, w) => words[w] & ~word)
  for (let w = 0; w < held.length; w++) held[w] &= ~words[w]
  if (isZero(entered) && isZero(held)) return undefined
  return { chunkNo, entered: toLocals(entered), left: toLocals(held) }
}

/** What differs between the members among some picks and those of them in `words`. */
export function differencesOfPicks({ parts }: RowPicks, members: FindMembers, words: Uint32Array): Difference[] {
  const differences: Difference[] = []
  for (const { chunkNo, locals, first } of parts) {
    const before = members(chunkNo)
    const entered: number[] = []
    const left: number[] = []
    for (let i = 0; i < locals.length; i++) {
      const isMember = hasBit(words, first + i)
      const wasMember = before !== undefined && hasMember(before, locals[i])
      if (isMember !== wasMember) (isMember ? entered : left).push(locals[i])
    }
    if (entered.length > 0 || left.length > 0) {
      differences.push({ chunkNo, entered: Uint16Array.from(entered), left: Uint16Array.from(left) })
    }
  }
  return differences
}

/** Who was in a segment before, and in which chunks. */
export type Base = { find: FindMembers; chunkNos: number[] }

/** What differs between whom a segment had and whom it has; nothing without anything to compare with. */
export function differencesFrom(base: Base | undefined, { find, chunkNos }: Base): Difference[] {
  if (base === undefined) return []
  const words = new Uint32Array(CHUNK_WORDS)
  const inOrder = [...new Set([...base.chunkNos, ...chunkNos])].sort((a, b) => a - b)
  return inOrder.flatMap((chunkNo) => {
    const members = find(chunkNo)
    words.fill(0)
    if (members !== undefined) orMembers(words, members)
    return differenceOf(chunkNo, base.find(chunkNo), { words }) ?? []
  })
}

/** The change of a segment that these differences, in ascending order of chunks, make. */
export function toMembershipChange(segment: SegmentId, differences: Difference[]): MembershipChange {
  return {
    segment,
    entered: toRowNos(differences, ({ entered }) => entered),
    left: toRowNos(differences, ({ left }) => left),
  }
}

function toRowNos(differences: Difference[], side: (difference: Difference) => Uint16Array): Uint32Array {
  const rowNos = new Uint32Array(differences.reduce((sum, difference) => sum + side(difference).length, 0))
  let at = 0
  for (const difference of differences) {
    const locals = side(difference)
    for (let i = 0; i < locals.length; i++) rowNos[at++] = toRowNo(difference.chunkNo, locals[i])
  }
  return rowNos
}

function toLocals(words: Uint32Array): Uint16Array {
  const locals = new Uint16Array(words.length * 32)
  return locals.slice(0, listBits(words, locals))
}
