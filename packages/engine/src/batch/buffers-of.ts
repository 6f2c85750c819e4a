/**
 * The buffers of the larger typed arrays anywhere in plain data, each once, to be handed to another thread.
 * Small ones are cheaper to copy.
 */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  collect(data, found)
  return [...found]
}

const SMALL_BYTES = 4_096

function collect(data: unknown, found: Set<ArrayBuffer>): void {
  if (typeof data !== 'object' || data === null) return
  if (ArrayBuffer.isView(data)) {
    // A view of a part may share its buffer with others that stay.
    const isWhole = data.byteLength === data.buffer.byteLength && data.byteLength > SMALL_BYTES
    if (isWhole && data.buffer instanceof ArrayBuffer) found.add(data.buffer)
  } else if (Array.isArray(data)) {
    // Texts stand side by side: where the first is one, all are.
    if (typeof data[0] !== 'string') for (const element of data) collect(element, found)
  } else for (const value of Object.values(data)) collect(value, found)
}
