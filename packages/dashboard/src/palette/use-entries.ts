import { useDebouncedValue } from '@mantine/hooks'
import { IconAddressBook, IconFilter, IconSearch, IconSend, IconTag } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { COMMAND_GROUPS, type Command } from '../commands/command.ts'
import { listRecent, type Recent } from '../recent.ts'
import type { Entry } from './entry.ts'
import { rankCommands } from './rank-commands.ts'
import { type Found, useFound } from './use-found.ts'

// Enough to see what there is; who wants more types another letter.
const COMMANDS_SHOWN = 6
const SETTLE_MS = 60

/** The lines of the palette for what is typed, and whether more may come. */
export function useEntries(commands: Command[], text: string): { entries: Entry[]; isWaiting: boolean } {
  const toRecord = useToRecord()
  const typed = text.trim()
  const [q] = useDebouncedValue(typed, SETTLE_MS)
  const found = useFound(q)
  const recent = useMemo(listRecent, [])
  const entries = typed
    ? [...toEntries(rankCommands(commands, typed).slice(0, COMMANDS_SHOWN)), ...toRecord.found(found.data, typed)]
    : [...recent.map(toRecord.recent), ...COMMAND_GROUPS.flatMap((group) => toEntries(commands.filter(isIn(group))))]
  return { entries: inGroups(entries), isWaiting: typed !== '' && (typed !== q || found.isFetching) }
}

function toEntries(commands: Command[]): Entry[] {
  return commands.map(({ id, label, group, keys, Icon, run }) => ({ id, label, group, keys, Icon, run }))
}

// A group stands where its first line does; the arrow keys go down what one sees.
function inGroups(entries: Entry[]): Entry[] {
  return [...new Set(entries.map(({ group }) => group))].flatMap((group) => entries.filter(isIn(group)))
}

function isIn(group: string) {
  return (it: { group: string }) => it.group === group
}

const ICONS = { contact: IconAddressBook, segment: IconFilter, campaign: IconSend }

/** What is in the project as lines that lead to it. */
function useToRecord() {
  const navigate = useNavigate()
  const open = ({ kind, id }: Pick<Recent, 'kind' | 'id'>) => {
    if (kind === 'contact') return navigate({ to: '/contacts/$contact', params: { contact: id } })
    if (kind === 'segment') return navigate({ to: '/segments/$segment', params: { segment: id } })
    return navigate({ to: '/campaigns/$campaign', params: { campaign: id } })
  }
  const recent = (it: Recent): Entry => {
    return { id: it.id, label: it.label, group: 'Recent', Icon: ICONS[it.kind], run: () => void open(it) }
  }
  const found = (given: Found | undefined, typed: string): Entry[] => [
    ...(given?.records ?? []).map(({ group, note, ...it }) => ({ ...recent(it), group, note })),
    ...(given?.tags ?? []).map(({ id, label, note, filters }) => ({
      ...{ id, label, note, group: 'Tags', Icon: IconTag },
      run: () => void navigate({ to: '/contacts', search: { filters } }),
    })),
    {
      ...{ id: 'search', group: 'Search', label: `Search all contacts for “${typed}”`, Icon: IconSearch },
      run: () => void navigate({ to: '/contacts', search: { q: typed } }),
    },
  ]
  return { recent, found }
}
