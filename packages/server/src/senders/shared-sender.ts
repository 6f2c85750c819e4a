import { type AnySender, prepared } from './sender.ts'

/** A sender that can be replaced while messages are on their way through it. */
export type Shared = {
  sender: AnySender
  /** Closes it once what is on its way has arrived. */
  retire(): void
}

export function createShared(inner: AnySender): Shared {
  let onTheirWay = 0
  let isRetired = false
  const closeIfDone = () => {
    if (isRetired && onTheirWay === 0) void inner.close()
  }
  return {
    sender: {
      prepare: (message) => prepared(inner, message),
      async send(message) {
        onTheirWay += 1
        try {
          return await inner.send(message)
        } finally {
          onTheirWay -= 1
          closeIfDone()
        }
      },
      close: () => inner.close(),
    },
    retire() {
      isRetired = true
      closeIfDone()
    },
  }
}
