import { expect, it } from 'vitest'
import { type LiveNews, readLive } from './read-live.ts'

const TEXT = [
  'retry: 1000\nid: 1\nevent: snapshot\ndata: {"at":"t","contacts":2,"segments":{"seg_é":1}}\n\n',
  ': still here\n\n',
  'id: 2\nevent: later\ndata: {}\n\n',
  'id: 3\nevent: sizes\ndata: {"at":"t","contacts":3,"segments":{"seg_é":null}}\n\n',
  'id: 4\nevent: sizes\ndata: {"cut',
].join('')

it.each([1, 7, 1_000])(
  'reads events that arrive in pieces of %i bytes, and passes over what it does not know',
  async (size) => {
    const bytes = new TextEncoder().encode(TEXT)
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
        controller.close()
      },
    })
    const news: LiveNews[] = []
    for await (const one of readLive(stream)) news.push(one)
    expect(news).toEqual([
      { at: 't', contacts: 2, segments: { seg_é: 1 }, isWhole: true },
      { at: 't', contacts: 3, segments: { seg_é: null }, isWhole: false },
    ])
  },
)

it('gives the connection back when its reader stops', async () => {
  let isCancelled = false
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(TEXT)),
    cancel() {
      isCancelled = true
    },
  })
  for await (const _ of readLive(stream)) break
  expect(isCancelled).toBe(true)
})
