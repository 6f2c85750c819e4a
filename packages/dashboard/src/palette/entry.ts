import type { IconTags } from '@tabler/icons-react'

/** A line of the palette. */
export type Entry = {
  id: string
  group: string
  label: string
  note?: string | undefined
  keys?: string
  Icon?: typeof IconTags
  run: () => void
}
