import { type AnySender, prepared, sendIf } from './sender.ts'

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
  async function onItsWay<Outcome>(send: () => Promise<Outcome>): Promise<Outcome> {
    onTheirWay += 1
    try {
      return await send()
    } finally {
      onTheirWay -= 1
      closeIfDone()
    }
  }
  return {
    sender: {
      prepare: (message) => prepared(inner, message),
      send: (message) => onItsWay(() => inner.send(message)),
      sendIf: (message, mayLeave) => onItsWay(() => sendIf(inner, message, mayLeave)),
      close: () => inner.close(),
    },
    retire() {
      isRetired = true
      closeIfDone()
    },
  }
}
