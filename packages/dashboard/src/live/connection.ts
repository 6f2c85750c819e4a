import { useSyncExternalStore } from 'react'

let isConnected = false
const listeners = new Set<() => void>()

/** Says whether the server tells of changes by itself. */
export function setConnected(connected: boolean) {
  if (connected === isConnected) return
  isConnected = connected
  for (const listener of listeners) listener()
}

/** How often to ask for what the live stream tells of: never while it is there, else every so many milliseconds. */
export function usePollMs(everyMs: number): number | false {
  return useConnected() ? false : everyMs
}

const TOLD_MS = 60_000

/** Options of a query that the live stream tells of: while it is there, coming back asks for nothing. */
export function toldOptions(): { staleTime?: number } {
  return isConnected ? { staleTime: TOLD_MS } : {}
}

/** The same for a component. */
export function useToldOptions(): { staleTime?: number } {
  useConnected()
  return toldOptions()
}

function useConnected(): boolean {
  return useSyncExternalStore(listen, () => isConnected)
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
