import type { LiveSizes } from '@rollcall/contract'

/** What a live stream tells: everything when `isWhole`, else what changed. */
export type LiveNews = LiveSizes & { isWhole: boolean }

/**
 * Reads the stream of `client.live.stream()` until it ends:
 *
 *     for await (const { segments } of readLive(await client.live.stream())) …
 */
export async function* readLive(stream: ReadableStream<Uint8Array>): AsyncGenerator<LiveNews> {
  let text = ''
  for await (const part of textOf(stream)) {
    const events = (text + part).split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const news = toNews(event)
      if (news) yield news
    }
  }
}

// Not every browser can go through a stream with `for await`.
async function* textOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    // Whoever stops reading no longer wants the connection; one that broke has nothing to cancel.
    await reader.cancel().catch(() => {})
  }
}

// Events that are not known yet and comments, which keep the connection alive, are passed over.
function toNews(event: string): LiveNews | undefined {
  const fields = new Map(event.split('\n').map((line) => cutAt(line, line.indexOf(': '))))
  const [name, data] = [fields.get('event'), fields.get('data')]
  if (data === undefined || (name !== 'snapshot' && name !== 'sizes')) return undefined
  return { ...JSON.parse(data), isWhole: name === 'snapshot' }
}

function cutAt(line: string, place: number): [string, string] {
  return [line.slice(0, place), line.slice(place + 2)]
}
