import { expect, it } from 'vitest'
import { createOutage, createOutages } from './outage.ts'

it('pauses 5 s, then twice as long each time up to a minute, and starts over once something got through', () => {
  let nowMs = 0
  const outage = createOutage(() => new Date(nowMs))
  const pauseMs = () => {
    outage.report()
    // Those who were on their way together tell of the same outage.
    outage.report()
    const start = nowMs
    while (outage.isOn()) nowMs += 1_000
    return nowMs - start
  }
  expect([outage.isOn(), outage.isOver()]).toEqual([false, false])
  expect([pauseMs(), pauseMs(), pauseMs(), pauseMs(), pauseMs(), pauseMs()]).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000,
  ])
  expect(outage.isOver()).toBe(false)
  outage.end()
  expect(outage.isOver()).toBe(true)
  expect(pauseMs()).toBe(5_000)
})

it('lasts as long as the server asks to be left alone, when that is longer', () => {
  let nowMs = 0
  const outage = createOutage(() => new Date(nowMs))
  outage.report(30_000)
  nowMs = 29_999
  expect(outage.isOn()).toBe(true)
  nowMs = 30_000
  expect(outage.isOn()).toBe(false)
})

it('is each sender’s own', () => {
  const outageOf = createOutages(() => new Date(0))
  const [one, other] = [{}, {}]
  outageOf(one).report()
  expect([outageOf(one).isOn(), outageOf(other).isOn()]).toEqual([true, false])
})
