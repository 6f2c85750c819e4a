import { expect, it } from 'vitest'
import { eachApart } from './each-apart.ts'

it('gives everyone their turn, tells of those that failed, and gives what came of the others', async () => {
  const told: unknown[] = []
  const halve = async (count: number) => {
    if (count % 2 === 1) throw new Error(`${count} is odd`)
    return count / 2
  }
  const halves = await eachApart([1, 2, 3, 4], halve, (error, count) => told.push([count, String(error)]))
  expect(halves).toEqual([1, 2])
  expect(told).toEqual([
    [1, 'Error: 1 is odd'],
    [3, 'Error: 3 is odd'],
  ])
})
