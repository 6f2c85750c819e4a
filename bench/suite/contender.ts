import type { ShapeId } from './shapes.ts'

/** One way of answering a question of the suite; `run` chooses the values that are asked for (asked.ts). */
export type Way = {
  /** In a few words, what the answer is made from. */
  from: string
  count(run: number): Promise<number>
  /** The row numbers, in any order. */
  members(run: number): Promise<Uint32Array>
}

/** Something that holds the fixture and answers the suite, in one or more ways. */
export type Contender = {
  name: string
  version: string
  ways: Record<ShapeId, Way[]>
  close(): Promise<void>
}
