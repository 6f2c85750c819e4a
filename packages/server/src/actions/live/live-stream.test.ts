import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { LiveStream } from './live-stream.ts'

it('gathers what changes while its reader is slow', async () => {
  let listener = () => {}
  let size = 0
  const stream = new LiveStream({
    read: async () => ({ contacts: size, sizes: new Map(Array.from({ length: 5_000 }, (_, n) => [`seg_${n}`, size])) }),
    listen: (given) => {
      listener = given
      return () => {}
    },
    now: () => new Date(0),
    isOnce: false,
  })
  stream.read(0)
  for (size = 1; size <= 20; size += 1) {
    listener()
    await sleep(60)
  }
  // Nothing was read: the state at first, and at most one event on top before the buffer was full.
  expect(stream.readableLength).toBeLessThan(300_000)
  const text = await new Promise<string>((resolve) => {
    let all = ''
    stream.setEncoding('utf8').on('data', (part) => {
      all += part
      if (all.includes('"contacts":21')) resolve(all)
    })
  })
  expect(text.match(/event: /g)?.length).toBeLessThan(5)
  stream.destroy()
})
