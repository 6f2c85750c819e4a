import { useEffect } from 'react'

/** A person, segment or campaign that was looked at. */
export type Recent = { kind: 'contact' | 'segment' | 'campaign'; id: string; label: string }

const KEY = 'rollcall-recent'
const KEPT = 8

/** What was looked at last in this browser, newest first. */
export function listRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isRecent) : []
  } catch {
    return []
  }
}

/** Remembers that this is being looked at. */
export function useRecent({ kind, id, label }: Recent) {
  useEffect(() => {
    const others = listRecent().filter((recent) => recent.id !== id)
    localStorage.setItem(KEY, JSON.stringify([{ kind, id, label }, ...others].slice(0, KEPT)))
  }, [kind, id, label])
}

/** Forgets it all, as the next person at this browser may be another one. */
export function forgetRecent() {
  localStorage.removeItem(KEY)
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false
  return 'kind' in value && 'id' in value && 'label' in value && typeof value.label === 'string'
}
