import { describe, expect, it } from 'vitest'
import { HitLimiter } from './hit-limiter.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000)
const taken = (limiter: HitLimiter, network: string | null, { times, seconds }: { times: number; seconds: number }) =>
  Array.from({ length: times }, () => limiter.take(network, at(seconds))).filter(Boolean).length

describe('the hits of a network', () => {
  it('are recorded up to 3,000 a minute, and again in the next', () => {
    const limiter = new HitLimiter()
    expect(taken(limiter, '10.0.0.0/24', { times: 3_001, seconds: 0 })).toBe(3_000)
    expect(taken(limiter, '10.0.1.0/24', { times: 10, seconds: 59 })).toBe(10)
    expect(taken(limiter, '10.0.0.0/24', { times: 1, seconds: 59 })).toBe(0)
    expect([limiter.takeUnrecorded(), limiter.takeUnrecorded()]).toEqual([2, 0])
    expect(taken(limiter, '10.0.0.0/24', { times: 1, seconds: 60 })).toBe(1)
  })

  it('are recorded when the clock went back', () => {
    const limiter = new HitLimiter()
    expect(taken(limiter, null, { times: 3_000, seconds: 100 })).toBe(3_000)
    expect(taken(limiter, null, { times: 1, seconds: 0 })).toBe(1)
  })

  it('of very many networks are counted together, and forgotten with the minute', () => {
    const limiter = new HitLimiter()
    for (let place = 0; place < 10_000; place += 1) limiter.take(`network ${place}`, at(0))
    expect(taken(limiter, 'one more', { times: 2_000, seconds: 1 })).toBe(2_000)
    expect(taken(limiter, 'and another', { times: 2_000, seconds: 1 })).toBe(1_000)
    expect(taken(limiter, 'network 7', { times: 5, seconds: 1 })).toBe(5)
  })
})
