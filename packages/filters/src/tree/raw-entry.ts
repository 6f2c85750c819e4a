import type { Problem } from '../problem.ts'

/** One untrusted entry of a group, and where what is inside of it stands in the group. */
export type RawEntry = {
  raw: unknown
  /** The pointer, from the group, of a pointer from the entry. */
  place(inside: string): string
  /** Why it cannot even be made into an entry. */
  problem?: Problem
}
