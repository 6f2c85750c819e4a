import {
  IconAddressBook,
  IconAdjustments,
  IconFileImport,
  IconFilter,
  IconInbox,
  IconSend,
  IconTags,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'

/** A page that the sidebar, the palette and a shortcut lead to. */
export type Place = { to: LinkProps['to']; label: string; keys: string; Icon: typeof IconTags; catcherOnly?: true }

/** Every such page, as the sidebar groups them. */
export const PLACES: { title: string; places: Place[] }[] = [
  {
    title: 'Audience',
    places: [
      { to: '/contacts', label: 'Contacts', keys: 'g c', Icon: IconAddressBook },
      { to: '/tags', label: 'Tags', keys: 'g t', Icon: IconTags },
      { to: '/segments', label: 'Segments', keys: 'g s', Icon: IconFilter },
      { to: '/import', label: 'Import', keys: 'g i', Icon: IconFileImport },
    ],
  },
  {
    title: 'Sending',
    places: [
      { to: '/campaigns', label: 'Campaigns', keys: 'g m', Icon: IconSend },
      { to: '/mail', label: 'Mail catcher', keys: 'g o', Icon: IconInbox, catcherOnly: true },
    ],
  },
  { title: 'Project', places: [{ to: '/settings', label: 'Settings', keys: 'g ,', Icon: IconAdjustments }] },
]
