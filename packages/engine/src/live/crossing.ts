import type { Clock } from '@rollcall/filters'
import type { ProjectTable } from '../table/project-table.ts'
import type { Positions } from './positions.ts'
import type { Read } from './read.ts'
import type { Times } from './times-of.ts'

/** Rows whose answers time may have turned, as bits by chunk. */
export type Crossed = Map<number, Uint32Array>

/** One way in which time alone turns answers, shared by all rules that depend on it. */
export type Crossing = {
  readonly spec: { read: Read }
  /** Lets time go by, and answers every row that was crossed (and maybe some that were not). */
  moveTo(clock: Clock, context: { table: ProjectTable; positions: Positions }): Crossed
  /** Takes note of times that rows of a chunk have now; places for which there is no row are others'. */
  note(chunkNo: number, times: Times[], toLocal: (place: number) => number | undefined): void
  /** Takes note that any time in a chunk may be another now. */
  forget(chunkNo: number): void
  /** Starts again from where it is now: nothing counts as crossed. */
  reset(clock: Clock, positions: Positions): void
  release(): void
}
