const endings = new Set<() => Promise<unknown>>()
let isListening = false

/** Runs `end` when somebody stops the run, the latest first, so that nothing stays behind; the result takes that back. */
export function endOnSignal(end: () => Promise<unknown>): () => void {
  endings.add(end)
  if (!isListening) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endAll)
  isListening = true
  return () => endings.delete(end)
}

async function endAll() {
  for (const end of [...endings].reverse()) await end().catch(console.error)
  process.exit(1)
}
