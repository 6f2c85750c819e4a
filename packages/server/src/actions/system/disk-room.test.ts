import { expect, it } from 'vitest'
import { isLow, readDiskRoom } from './disk-room.ts'

const GB = 1e9

it.each([
  [0, 500 * GB, true],
  [0.9 * GB, 4 * GB, true],
  [1 * GB, 4 * GB, false],
  [24.9 * GB, 500 * GB, true],
  [25 * GB, 500 * GB, false],
])('%d free of %d is low: %s', (freeBytes, totalBytes, low) => {
  expect(isLow({ freeBytes, totalBytes })).toBe(low)
})

it('does not know the room of a directory that is not there', async () => {
  expect(await readDiskRoom('/no/such/directory')).toBeNull()
})
