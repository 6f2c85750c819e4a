import { useState } from 'react'
import { toggled } from '../../parts/toggled.ts'
import type { People } from './use-people.ts'
import type { Matching, Whom } from './whom.ts'

type Chosen = {
  ids: ReadonlySet<string>
  /** Everyone that matches, read or not, but those. */
  except?: ReadonlySet<string>
  /** What they match: another question has other people, whom nobody has chosen. */
  question?: string
}

const NOBODY: Chosen = { ids: new Set() }

/** Who is ticked: single people, who stay so while one scrolls, searches and sorts, or everyone that matches but some, until something else is asked. */
export function useSelection({ rowAt, listRead, question, total = 0 }: People) {
  const [kept, setChosen] = useState(NOBODY)
  const isOther = kept.except !== undefined && kept.question !== question
  if (isOther) setChosen(NOBODY)
  const { ids, except } = isOther ? NOBODY : kept
  // The end of a range that the next tick with Shift makes.
  const [anchor, setAnchor] = useState<string>()
  const choose = (chosen: Iterable<string>) => setChosen({ ids: new Set(chosen) })
  const tick = (place: number, isRange: boolean) => {
    const id = rowAt(place)?.id
    if (id === undefined) return
    setAnchor(id)
    if (except) return setChosen({ ids, except: toggled(except, id), question })
    const order = isRange ? listRead().map((row) => row.id) : []
    const range = between(order, anchor, id)
    if (range.length > 0) choose([...ids, ...range])
    else choose(toggled(ids, id))
  }
  const toggleAll = () => choose(ids.size > 0 ? [] : listRead().map(({ id }) => id))
  const count = except ? Math.max(0, total - except.size) : ids.size
  return {
    count,
    everyone: except !== undefined,
    selectEveryone: () => setChosen({ ids, except: new Set(), question }),
    tick,
    toggleAll,
    clear: () => setChosen(NOBODY),
    has: (id: string) => (except ? !except.has(id) : ids.has(id)),
    state: except?.size === 0 ? ('all' as const) : count > 0 ? ('some' as const) : ('none' as const),
    /** Those who are ticked, as a request says it. */
    whomOf: (matching: Matching): Whom =>
      except ? { ...matching, ...(except.size > 0 && { except: [...except] }) } : { contacts: [...ids] },
  }
}

export type Selection = ReturnType<typeof useSelection>

function between(order: string[], one: string | undefined, other: string): string[] {
  const ends = [order.indexOf(one ?? ''), order.indexOf(other)].sort((a, b) => a - b)
  return ends[0] === -1 ? [] : order.slice(ends[0], (ends[1] ?? 0) + 1)
}
