import type { Clock, Movement } from '@rollcall/filters'
import { CHUNK_WORDS } from '../chunk.ts'
import type { Arena } from '../memory/arena.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Crossed, Crossing } from './crossing.ts'
import type { Positions } from './positions.ts'
import type { Read } from './read.ts'
import type { Times } from './times-of.ts'
import { timesOf } from './times-of.ts'
import { Upcoming } from './upcoming.ts'

/** A bound that moves with time over times of rows: it crosses a time on reaching it, or on passing it. */
export type BoundSpec = { is: 'bound'; read: Read; moves: Movement; isPassing: boolean }

/** Knows for each chunk what the bound crosses next, so that most of the time nothing is to be looked at. */
export class MovingBound implements Crossing {
  readonly spec: BoundSpec
  readonly #arena: Arena
  readonly #chunks = new Map<number, Upcoming>()
  #position: number
  /** No chunk has anything to do before this position. */
  #next = Number.NEGATIVE_INFINITY

  constructor(spec: BoundSpec, arena: Arena, position: number) {
    this.spec = spec
    this.#arena = arena
    this.#position = position
  }

  moveTo(clock: Clock, { table, positions }: { table: ProjectTable; positions: Positions }): Crossed {
    const position = positions.of(this.spec.moves, clock)
    const crossed: Crossed = new Map()
    if (position >= this.#next && position > this.#position) {
      for (const chunkNo of table.alive.chunkNos) this.#moveInChunk(chunkNo, { position, table, crossed })
      this.#next = this.#chunks.values().reduce((next, chunk) => Math.min(next, chunk.next), Number.POSITIVE_INFINITY)
    }
    this.#position = Math.max(position, this.#position)
    return crossed
  }

  note(chunkNo: number, times: Times[], toLocal: (place: number) => number | undefined): void {
    const chunk = this.#chunkAt(chunkNo)
    if (chunk.horizon > Number.NEGATIVE_INFINITY) {
      for (const { count, values, locals } of times) {
        for (let i = 0; i < count; i++) {
          if (!(values[i] >= this.#position)) continue
          const local = toLocal(locals === undefined ? i : locals[i])
          const target = this.#targetOf(values[i])
          if (local !== undefined && target > this.#position) chunk.note(target, local)
        }
      }
    }
    this.#next = Math.min(this.#next, chunk.next)
  }

  forget(chunkNo: number): void {
    this.#chunkAt(chunkNo).forget()
    this.#next = Number.NEGATIVE_INFINITY
  }

  reset(clock: Clock, positions: Positions): void {
    this.#position = positions.of(this.spec.moves, clock)
    for (const chunk of this.#chunks.values()) chunk.forget()
    this.#next = Number.NEGATIVE_INFINITY
  }

  release(): void {
    for (const chunk of this.#chunks.values()) chunk.release()
  }

  #moveInChunk(chunkNo: number, { position, table, crossed }: Moving): void {
    const chunk = this.#chunkAt(chunkNo)
    if (position < chunk.next) return
    const words = new Uint32Array(CHUNK_WORDS)
    let isCrossed = false
    const cross = (local: number) => {
      words[local >>> 5] |= 1 << (local & 31)
      isCrossed = true
    }
    if (position < chunk.horizon) chunk.take(position, cross)
    else {
      chunk.begin()
      for (const times of timesOf(table, this.spec.read, chunkNo)) this.#search(times, { chunk, position, cross })
    }
    if (isCrossed) crossed.set(chunkNo, words)
  }

  #search({ count, values, locals, latest }: Times, { chunk, position, cross }: Search): void {
    const from = this.#position
    if (latest < from) return
    for (let i = 0; i < count; i++) {
      // Negated, so that NaN, which stands for a missing time, is passed over.
      if (!(values[i] >= from)) continue
      const target = this.#targetOf(values[i])
      if (target <= from) continue
      const local = locals === undefined ? i : locals[i]
      if (target <= position) cross(local)
      else if (target < chunk.horizon) chunk.note(target, local)
    }
  }

  /** The position on coming to which the bound has crossed a time; positions are whole. */
  #targetOf(time: number): number {
    return this.spec.isPassing ? Math.floor(time) + 1 : Math.ceil(time)
  }

  #chunkAt(chunkNo: number): Upcoming {
    const found = this.#chunks.get(chunkNo) ?? new Upcoming(this.#arena)
    this.#chunks.set(chunkNo, found)
    return found
  }
}

type Moving = { position: number; table: ProjectTable; crossed: Crossed }
type Search = { chunk: Upcoming; position: number; cross: (local: number) => void }
