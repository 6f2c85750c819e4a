import { useState } from 'react'
import type { People } from './use-people.ts'

/** Who is ticked: single people, or everyone that matches, read or not. */
export function useSelection({ rowAt, listRead }: People) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [everyone, setEveryone] = useState(false)
  // The end of a range that the next tick with Shift makes.
  const [anchor, setAnchor] = useState<string>()
  const choose = (chosen: Iterable<string>) => {
    setEveryone(false)
    setIds(new Set(chosen))
  }
  const tick = (place: number, isRange: boolean) => {
    const id = rowAt(place)?.id
    if (id === undefined) return
    setAnchor(id)
    const range = isRange
      ? between(
          listRead().map((row) => row.id),
          anchor,
          id,
        )
      : []
    if (range.length > 0) choose([...ids, ...range])
    else choose(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id])
  }
  const toggleAll = () => choose(ids.size > 0 ? [] : listRead().map(({ id }) => id))
  return {
    ids,
    everyone,
    setEveryone,
    tick,
    toggleAll,
    clear: () => choose([]),
    has: (id: string) => everyone || ids.has(id),
    state: everyone ? ('all' as const) : ids.size > 0 ? ('some' as const) : ('none' as const),
  }
}

export type Selection = ReturnType<typeof useSelection>

function between(order: string[], one: string | undefined, other: string): string[] {
  const ends = [order.indexOf(one ?? ''), order.indexOf(other)].sort((a, b) => a - b)
  return ends[0] === -1 ? [] : order.slice(ends[0], (ends[1] ?? 0) + 1)
}
