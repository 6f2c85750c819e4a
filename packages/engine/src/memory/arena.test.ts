import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { Arena } from './arena.ts'
import { Budget } from './budget.ts'
import { IndexFullError } from './index-full-error.ts'

function openArena(): Arena {
  return new Arena(new Budget(2 ** 31, { inKernelMemory: true }))
}

/** An array of zeros, made an array of `value`. */
function take(arena: Arena, length: number, value: number): Uint32Array {
  const array = arena.u32(length)
  expect(array.every((each) => each === 0)).toBe(true)
  return array.fill(value)
}

function endOf(array: Uint32Array): number {
  return array.byteOffset + array.byteLength
}

/** Holds about 50 arrays of changing lengths for so many rounds; answers the end of the farthest. */
function churn(arena: Arena, random: Random, rounds: number): number {
  const held: [array: Uint32Array, value: number][] = []
  let farthest = 0
  for (let round = 0; round < rounds; round++) {
    const array = take(arena, 1 + random.below(20_000), round)
    farthest = Math.max(farthest, endOf(array))
    held.push([array, round])
    if (held.length <= 50) continue
    const [[given, value]] = held.splice(random.below(held.length), 1)
    expect(given.every((each) => each === value)).toBe(true)
    arena.free(given)
  }
  return farthest
}

describe('Arena', () => {
  it('uses again what was given back, so that memory does not grow under churn', () => {
    const arena = openArena()
    const early = take(arena, 1_000, 7)
    const farthest = churn(arena, seeded(32), 500)
    arena.release()
    const again = openArena()
    // 2,000 arrays of 40 KB on average are 80 MB; those held at once 2 MB.
    expect(churn(again, seeded(33), 2_000)).toBeLessThan(Math.max(farthest, 8 * 2 ** 20))
    again.release()
    expect(early).toHaveLength(1_000)
  })

  it('keeps arrays and what is in them while the memory grows', () => {
    const arena = openArena()
    const arrays = Array.from({ length: 40 }, (_, at) => take(arena, 2 ** 19, at))
    expect(endOf(arrays[39])).toBeGreaterThan(80 * 2 ** 20)
    expect(arrays.every((array, at) => array[0] === at && array[2 ** 19 - 1] === at)).toBe(true)
    arena.release()
    expect(arena.usedBytes).toBe(0)
  })

  it('says so when a memory has no room, and goes on', () => {
    const arena = openArena()
    expect(() => arena.u8(2 ** 31)).toThrow(IndexFullError)
    expect(take(arena, 10, 1)).toHaveLength(10)
    arena.release()
  })
})
