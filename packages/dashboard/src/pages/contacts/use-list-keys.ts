import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import type { People } from './use-people.ts'
import type { Selection } from './use-selection.ts'

type Options = {
  people: People
  selection: Selection
  /** Shows a person beside the list, or nobody. */
  peek: (id: string | undefined) => void
  isPeeking: boolean
}

/** The row that keys act on, and what they do with it. */
export function useListKeys({ people, selection, peek, isPeeking }: Options) {
  const [at, setAt] = useState<{ list: string; place: number }>()
  const active = at?.list === people.list && at.place < people.count ? at.place : undefined
  const navigate = useNavigate()
  const go = (place: number) => {
    if (place < 0 || place >= people.count) return
    setAt({ list: people.list, place })
    if (isPeeking) peek(people.rowAt(place)?.id)
  }
  const person = active === undefined ? undefined : people.rowAt(active)?.id
  const key = (keys: string, label: string, run: () => void) => {
    return { id: `list ${keys}`, label, keys, group: 'On this page', isByKeyOnly: true, run } as const
  }
  useCommands([
    key('j', 'Next person', () => go(active === undefined ? 0 : active + 1)),
    key('k', 'Person before', () => go(active === undefined ? 0 : active - 1)),
    key('x', 'Select this person', () => active !== undefined && selection.tick(active, false)),
    key('Shift+x', 'Select up to this person', () => active !== undefined && selection.tick(active, true)),
    key(
      'o',
      'Open this person',
      () => person && void navigate({ to: '/contacts/$contact', params: { contact: person } }),
    ),
    key('e', 'Show and edit beside the list', () => person && peek(person)),
    key('Escape', 'Select nobody, close the side', () => (isPeeking ? peek(undefined) : selection.clear())),
  ])
  return { active, go }
}
