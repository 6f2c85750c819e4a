import type { LiveSizes } from '@rollcall/contract'
import { beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { thingsOf } from '../support/sample-things.ts'

let test: TestProduct
let address: string
beforeAll(async () => {
  test = await createProduct()
  address = await test.listen()
})

type LiveEvent = { id: string; event: string; data: LiveSizes }

/** Reads a stream event by event. */
class EventReader {
  readonly #reader: ReadableStreamDefaultReader<string>
  #text = ''

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.pipeThrough(new TextDecoderStream()).getReader()
  }

  /** The next event; undefined at the end. */
  async next(): Promise<LiveEvent | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end >= 0) {
        const lines = this.#text.slice(0, end).split('\n')
        this.#text = this.#text.slice(end + 2)
        const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s, 2)))
        if (fields.event) return { ...fields, data: JSON.parse(fields.data) } as LiveEvent
        continue
      }
      const { done, value } = await this.#reader.read()
      if (done) return undefined
      this.#text += value
    }
  }

  /** The first event of which something is so. */
  async until(isSo: (data: LiveSizes) => boolean): Promise<LiveEvent> {
    for (;;) {
      const event = await this.next()
      if (!event) throw new Error('The stream ended before.')
      if (isSo(event.data)) return event
    }
  }

  close() {
    return this.#reader.cancel()
  }
}

async function open(headers: Record<string, string>): Promise<EventReader> {
  const response = await fetch(`${address}/v1/live`, { headers })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  if (!response.body) throw new Error('There is no body.')
  return new EventReader(response.body)
}

const withKey = (key: string) => open({ authorization: `Bearer ${key}` })

it('tells everything first, and then what changed, to keys and to people who signed in', async () => {
  const { id } = await test.client.segments.create({ name: 'Everyone', filters: {} })
  const { cookie } = await thingsOf(test, test.first).account()
  const readers = [await withKey(test.first.key), await open({ cookie })]
  for (const reader of readers) {
    const first = await reader.next()
    expect(first).toMatchObject({ id: '1', event: 'snapshot', data: { contacts: 0, segments: { [id]: 0 } } })
  }
  const { id: contact } = await test.client.contacts.create({ email: 'ada@example.org' })
  for (const reader of readers) {
    const event = await reader.until(({ contacts }) => contacts === 1)
    expect(event).toMatchObject({ event: 'sizes', data: { segments: { [id]: 1 } } })
  }
  await test.client.contacts.delete(contact)
  await readers[0].until(({ segments }) => segments[id] === 0)
  await test.client.segments.delete(id)
  await readers[0].until(({ segments }) => segments[id] === null)
  await Promise.all(readers.map((reader) => reader.close()))
})

it('tells nothing of other projects', async () => {
  const { id } = await test.clientFor(test.second.key).segments.create({ name: 'Theirs', filters: {} })
  const reader = await withKey(test.first.key)
  expect(Object.keys((await reader.next())?.data.segments ?? { [id]: 0 })).not.toContain(id)
  await test.clientFor(test.second.key).contacts.create({ email: 'eve@example.org' })
  await test.client.contacts.create({ email: 'ben@example.org' })
  const event = await reader.until(({ contacts }) => contacts > 0)
  expect(event.data.contacts).toBe(1)
  await reader.close()
})

it('is there for the SDK, and ends by itself when asked for one state', async () => {
  const reader = new EventReader(await test.client.live.stream({ once: true }))
  expect(await reader.next()).toMatchObject({ event: 'snapshot' })
  expect(await reader.next()).toBe(undefined)
})

it('ends as it should when the server stops', async () => {
  const reader = await withKey(test.first.key)
  await reader.next()
  const [end] = await Promise.all([reader.next(), test.drop()])
  expect([end, test.errors]).toEqual([undefined, []])
})
