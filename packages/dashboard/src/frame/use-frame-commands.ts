import { useMantineColorScheme } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCommand,
  IconFileImport,
  IconKeyboard,
  IconList,
  IconMoon,
  IconPlus,
  IconSun,
} from '@tabler/icons-react'
import { type LinkProps, useNavigate } from '@tanstack/react-router'
import type { Command } from '../commands/command.ts'
import { useCommands } from '../commands/use-commands.ts'
import type { Scope } from '../pages/settings/scope-words.ts'
import { SECTIONS } from '../pages/settings/sections.ts'
import { undoLast } from '../parts/offer-undo.tsx'
import { useMay } from '../use-may.ts'
import { usePlaces } from './use-places.ts'

type Openers = { openPalette: () => void; openShortcuts: () => void }

type Creating = {
  /** What one must be allowed to. */
  needs: Scope
  label: string
  words: string
  Icon?: Command['Icon']
  link: Pick<LinkProps, 'to' | 'search'>
}

const CREATING: Creating[] = [
  {
    ...{ needs: 'contacts:write', label: 'New contact', words: 'add person' },
    link: { to: '/contacts', search: { new: true } },
  },
  { needs: 'contacts:write', label: 'New tag', words: 'label', link: { to: '/tags', search: { new: true } } },
  { needs: 'segments:write', label: 'New segment', words: 'filter rule audience', link: { to: '/segments/new' } },
  {
    ...{ needs: 'segments:write', label: 'New static list', words: 'segment by hand', Icon: IconList },
    link: { to: '/segments/new', search: { kind: 'static' } },
  },
  { needs: 'contacts:write', label: 'New form', words: 'subscribe sign up', link: { to: '/signup-forms/new' } },
  {
    ...{ needs: 'contacts:write', label: 'New field', words: 'custom property' },
    link: { to: '/settings/fields', search: { new: true } },
  },
  {
    ...{ needs: 'campaigns:write', label: 'New campaign', words: 'mail message newsletter send' },
    link: { to: '/campaigns/new' },
  },
  { needs: 'campaigns:write', label: 'New template', words: 'message layout', link: { to: '/templates/new' } },
  {
    ...{ needs: 'contacts:write', label: 'Import a CSV', words: 'upload file people', Icon: IconFileImport },
    link: { to: '/import' },
  },
]

/** What one may do wherever one is: going to any page, making things, and what helps with it. */
export function useFrameCommands({ openPalette, openShortcuts }: Openers) {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const to = (link: Pick<LinkProps, 'to' | 'search'>) => () => void navigate(link)
  const goTo = usePlaces()
    .flatMap(({ places }) => places)
    .map(({ to: path, label, keys, Icon }): Command => {
      return { id: `go ${label}`, label, group: 'Go to', keys, Icon, run: to({ to: path }) }
    })
  const may = useMay()
  const creating = CREATING.filter(({ needs }) => may(needs)).map(
    ({ label, words, Icon = IconPlus, link }): Command => {
      return { id: label, label, words, group: 'Create', Icon, run: to(link) }
    },
  )
  const sections = SECTIONS.filter((section) => !('needs' in section) || may(section.needs))
  useCommands([
    ...creating,
    ...goTo,
    ...sections.map(({ to: path, label, words, Icon }) => toSettings({ label, words, Icon, run: to({ to: path }) })),
    { ...everywhere('Command palette', '$mod+k'), Icon: IconCommand, isByKeyOnly: true, run: openPalette },
    { ...everywhere('Keyboard shortcuts', '[Shift]+?'), words: 'help keys', Icon: IconKeyboard, run: openShortcuts },
    { ...everywhere('Undo the last change', 'z'), Icon: IconArrowBackUp, isByKeyOnly: true, run: undoLast },
    { ...everywhere('Light colours'), words: 'theme scheme', Icon: IconSun, run: () => setColorScheme('light') },
    { ...everywhere('Dark colours'), words: 'theme scheme', Icon: IconMoon, run: () => setColorScheme('dark') },
    { ...everywhere('Colours as the system'), words: 'theme scheme', run: () => setColorScheme('auto') },
  ])
}

function toSettings({ label, ...rest }: Pick<Command, 'label' | 'words' | 'Icon' | 'run'>): Command {
  return { id: `settings ${label}`, label: `Settings: ${label}`, group: 'Go to', ...rest }
}

function everywhere(label: string, keys?: string) {
  return { id: label, label, keys, group: 'Everywhere' } as const
}
