import { useEffect, useRef } from 'react'
import type { Command } from './command.ts'

type Source = () => Command[]

// What is mounted now offers its commands; what came last comes first, so that a page goes before the frame around it.
let sources: Source[] = []
const listeners = new Set<() => void>()

function replaceSources(next: Source[]) {
  sources = next
  for (const listener of listeners) listener()
}

/** Offers commands for as long as the component is there. */
export function useCommands(commands: Command[]) {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  const keys = commands.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another set of commands binds other keys
  useEffect(() => {
    const source = () => latest.current
    replaceSources([source, ...sources])
    return () => replaceSources(sources.filter((other) => other !== source))
  }, [keys])
}

/** Everything that can be done now. */
export function listCommands(): Command[] {
  return sources.flatMap((source) => source())
}

/** Calls back when other commands are offered; gives the way to stop. */
export function onCommands(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
