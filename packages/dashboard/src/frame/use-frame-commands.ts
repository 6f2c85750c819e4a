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
  const creating: [needs: Scope, Command][] = [
    ['contacts:write', { ...create('New contact', 'add person'), run: to({ to: '/contacts', search: { new: true } }) }],
    ['contacts:write', { ...create('New tag', 'label'), run: to({ to: '/tags', search: { new: true } }) }],
    ['segments:write', { ...create('New segment', 'filter rule audience'), run: to({ to: '/segments/new' }) }],
    [
      'segments:write',
      {
        ...create('New static list', 'segment by hand'),
        Icon: IconList,
        run: to({ to: '/segments/new', search: { kind: 'static' } }),
      },
    ],
    ['contacts:write', { ...create('New form', 'subscribe sign up'), run: to({ to: '/signup-forms/new' }) }],
    [
      'contacts:write',
      { ...create('New field', 'custom property'), run: to({ to: '/settings/fields', search: { new: true } }) },
    ],
    [
      'campaigns:write',
      { ...create('New campaign', 'mail message newsletter send'), run: to({ to: '/campaigns/new' }) },
    ],
    ['campaigns:write', { ...create('New template', 'message layout'), run: to({ to: '/templates/new' }) }],
    [
      'contacts:write',
      { ...create('Import a CSV', 'upload file people'), Icon: IconFileImport, run: to({ to: '/import' }) },
    ],
  ]
  const sections = SECTIONS.filter((section) => !('needs' in section) || may(section.needs))
  useCommands([
    ...creating.flatMap(([needs, command]) => (may(needs) ? [command] : [])),
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

function create(label: string, words: string) {
  return { id: label, label, words, group: 'Create', Icon: IconPlus } as const
}

function toSettings({ label, ...rest }: Pick<Command, 'label' | 'words' | 'Icon' | 'run'>): Command {
  return { id: `settings ${label}`, label: `Settings: ${label}`, group: 'Go to', ...rest }
}

function everywhere(label: string, keys?: string) {
  return { id: label, label, keys, group: 'Everywhere' } as const
}
