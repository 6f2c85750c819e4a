import { useState } from 'react'

/** Who is ticked: single people, or everyone that matches, loaded or not. */
export function useSelection(loadedIds: string[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [everyone, setEveryone] = useState(false)
  const clear = () => {
    setIds(new Set())
    setEveryone(false)
  }
  const toggle = (id: string) => {
    setEveryone(false)
    setIds(ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : new Set([...ids, id]))
  }
  const isAll = loadedIds.length > 0 && loadedIds.every((id) => ids.has(id))
  const toggleAll = () => {
    setEveryone(false)
    setIds(isAll ? new Set() : new Set(loadedIds))
  }
  const state: 'all' | 'some' | 'none' = isAll ? 'all' : ids.size > 0 ? 'some' : 'none'
  return { ids, everyone, setEveryone, clear, toggle, toggleAll, isAll, state, has: (id: string) => ids.has(id) }
}
