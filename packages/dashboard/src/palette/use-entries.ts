import { useDebouncedValue } from '@mantine/hooks'
import {
  IconAddressBook,
  IconBookmark,
  IconFilter,
  IconForms,
  IconSearch,
  IconSend,
  IconTag,
  IconTemplate,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { COMMAND_GROUPS, type Command } from '../commands/command.ts'
import { listRecent } from '../recent.ts'
import type { Entry } from './entry.ts'
import { rankCommands } from './rank-commands.ts'
import { type Found, useFound } from './use-found.ts'

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
    ? [...toEntries(rankCommands(commands, typed).slice(0, COMMANDS_SHOWN)), ...found.map(record), search(typed)]
    : [
        ...recent.map((it) => record({ ...it, group: 'Recent' })),
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

const ICONS = {
  contact: IconAddressBook,
  segment: IconFilter,
  campaign: IconSend,
  tag: IconTag,
  view: IconBookmark,
  template: IconTemplate,
  form: IconForms,
}

/** What is in the project as lines that lead to it. */
function useToRecord() {
  const navigate = useNavigate()
  const ways: Record<Found['kind'], (id: string) => unknown> = {
    contact: (contact) => navigate({ to: '/contacts/$contact', params: { contact } }),
    segment: (segment) => navigate({ to: '/segments/$segment', params: { segment } }),
    campaign: (campaign) => navigate({ to: '/campaigns/$campaign', params: { campaign } }),
    tag: (tag) => navigate({ to: '/tags/$tag', params: { tag } }),
    view: (view) => navigate({ to: '/contacts', search: { view } }),
    template: (template) => navigate({ to: '/templates/$template', params: { template } }),
    form: (form) => navigate({ to: '/signup-forms/$form', params: { form } }),
  }
  const record = ({ kind, id, label, group, note }: Found): Entry => {
    return { id, label, group, note, Icon: ICONS[kind], run: () => void ways[kind](id) }
  }
  const search = (typed: string): Entry => ({
    ...{ id: 'search', group: 'Search', label: `Search all contacts for “${typed}”`, Icon: IconSearch },
    run: () => void navigate({ to: '/contacts', search: { q: typed } }),
  })
  return { record, search }
}
