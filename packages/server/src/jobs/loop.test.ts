import { expect, it } from 'vitest'
import { startLoop } from './loop.ts'
import { createSlots } from './sending/slots.ts'

it('a loop goes on while there is more, wakes at once, survives an error and ends after its step', async () => {
  const told: string[] = []
  const errors: unknown[] = []
  let waiting = Promise.withResolvers<void>()
  const answers = [true, true, false, new Error('no'), false]
  const loop = startLoop(
    async () => {
      const answer = answers.shift() ?? false
      told.push(String(answer))
      if (answer !== true) waiting.resolve()
      if (answer instanceof Error) throw answer
      return answer
    },
    (error) => errors.push(error),
  )
  for (const _ of ['false', 'error', 'false']) {
    await waiting.promise
    waiting = Promise.withResolvers()
    loop.wake()
  }
  await loop.stop()
  expect(told.slice(0, 5)).toEqual(['true', 'true', 'false', 'Error: no', 'false'])
  expect(errors).toEqual([new Error('no')])
  const { length } = told
  loop.wake()
  expect(told).toHaveLength(length)
})

it('slots are given in order, and never more than there are', async () => {
  const slots = createSlots(3)
  const started: number[] = []
  let running = 0
  let mostAtOnce = 0
  const work = (place: number) => async () => {
    started.push(place)
    running += 1
    mostAtOnce = Math.max(mostAtOnce, running)
    await new Promise(setImmediate)
    running -= 1
    if (place % 7 === 0) throw new Error(`${place}`)
    return place
  }
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, place) => slots.run(work(place))))
  expect(started).toEqual(Array.from({ length: 50 }, (_, place) => place))
  expect(mostAtOnce).toBe(3)
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(8)
})
