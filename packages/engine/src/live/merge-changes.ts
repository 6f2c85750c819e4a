import type { MembershipChange } from './membership-change.ts'

/** The changes of several shards as one for each segment. */
export function mergeChanges(parts: MembershipChange[]): MembershipChange[] {
  const bySegment = Map.groupBy(parts, ({ segment }) => segment)
  return Array.from(bySegment, ([segment, changes]): MembershipChange => {
    return {
      segment,
      entered: merged(changes.map(({ entered }) => entered)),
      left: merged(changes.map(({ left }) => left)),
    }
  })
}

/** Row numbers of all, ascending as each of them is; no number is in two. */
function merged(parts: Uint32Array[]): Uint32Array {
  return parts.reduce((all, part) => (all.length === 0 ? part : mergedTwo(all, part)), NONE)
}

function mergedTwo(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length)
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) both[i + j] = a[i] < b[j] ? a[i++] : b[j++]
  both.set(i < a.length ? a.subarray(i) : b.subarray(j), i + j)
  return both
}

const NONE = new Uint32Array(0)
