import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { COMMAND_GROUPS, type Command } from '../commands/command.ts'
import { listRecent } from '../recent.ts'
import type { Entry } from './entry.ts'
import { type Found, type Kind, kindOf } from './kinds.ts'
import { rankCommands } from './rank-commands.ts'
import { useFound } from './use-found.ts'

// Enough to see what there is; who wants more types another letter.
const COMMANDS_SHOWN = 6
const SETTLE_MS = 60

/** The lines of the palette for what is typed, whether more may come, and the kinds of things that could not be searched. */
export function useEntries(
  commands: Command[],
  text: string,
): { entries: Entry[]; isWaiting: boolean; failed: string[] } {
  const { record, search } = useToRecord()
  const typed = text.trim()
  const [q] = useDebouncedValue(typed, SETTLE_MS)
  const { found, failed, isFetching } = useFound(q)
  const recent = useMemo(listRecent, [])
  const entries = typed
    ? [
        ...toEntries(rankCommands(commands, typed).slice(0, COMMANDS_SHOWN)),
        ...found.map(([kind, it]) => record(kind, it)),
        search(typed),
      ]
    : [
        ...recent.map((it) => record(kindOf(it), { ...it, group: 'Recent' })),
        ...COMMAND_GROUPS.flatMap((group) => toEntries(commands.filter(isIn(group)))),
      ]
  return {
    entries: inGroups(entries),
    isWaiting: typed !== '' && (typed !== q || isFetching),
    failed: typed ? failed : [],
  }
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

/** What is in the project as lines that lead to it. */
function useToRecord() {
  const navigate = useNavigate()
  const record = (kind: Kind, found: Found): Entry => ({
    // Keys of fields are anybody's words, also those of a command.
    id: `${kind.name} ${found.id}`,
    ...{ label: found.label, note: found.note, group: found.group ?? kind.name, Icon: kind.Icon },
    run: () => void navigate(kind.link(found)),
  })
  const search = (typed: string): Entry => ({
    ...{ id: 'search', group: 'Search', label: `Search all contacts for “${typed}”`, Icon: IconSearch },
    run: () => void navigate({ to: '/contacts', search: { q: typed } }),
  })
  return { record, search }
}
