import type { IconPlus } from '@tabler/icons-react'

/** Where a command stands in the palette and in the list of shortcuts. */
export const COMMAND_GROUPS = ['On this page', 'Create', 'Go to', 'Everywhere'] as const

/** Something that a person can do by its keys, or by its name in the palette. */
export type Command = {
  id: string
  label: string
  group: (typeof COMMAND_GROUPS)[number]
  /** As tinykeys writes them: `g c` one after the other, `$mod+k` together. */
  keys?: string
  /** Other words by which it is found. */
  words?: string
  Icon?: typeof IconPlus
  /** It is about what the cursor is on, so the palette, which takes the cursor, leaves it out. */
  isByKeyOnly?: true
  run: () => void
}
