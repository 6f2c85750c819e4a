import { useDebouncedCallback } from '@mantine/hooks'
import type { Filter } from '@rollcall/filters'
import { useEffect, useRef, useState } from 'react'

type Options = {
  /** What the address holds; nothing while the draft is as it was saved. */
  inAddress: Filter | undefined
  saved: Filter
  write: (filter: Filter | undefined) => void
}

/** A filter that is being edited: changes show at once and reach the address when they settle. */
export function useDraftFilter({ inAddress, saved, write }: Options): [Filter, (filter: Filter) => void] {
  const arrived = JSON.stringify(inAddress ?? saved)
  const [draft, setDraft] = useState(inAddress ?? saved)
  const known = useRef(arrived)
  const writeSoon = useDebouncedCallback((filter: Filter, path: string) => {
    // Whoever has gone on meanwhile is not brought back.
    if (location.pathname !== path) return
    known.current = JSON.stringify(filter)
    write(known.current === JSON.stringify(saved) ? undefined : filter)
  }, 250)
  useEffect(() => {
    // Back, forward, a link or a save changed it; the echo of our own writing does not overwrite newer edits.
    if (arrived !== known.current) setDraft(JSON.parse(arrived))
    known.current = arrived
  }, [arrived])
  const change = (filter: Filter) => {
    setDraft(filter)
    writeSoon(filter, location.pathname)
  }
  return [draft, change]
}
