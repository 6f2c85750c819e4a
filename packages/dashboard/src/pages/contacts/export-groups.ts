import type { ExportGroup } from './export-panel.tsx'
import type { Selection } from './use-selection.ts'
import type { Matching } from './whom.ts'

type Narrowed = {
  selection: Selection
  matching: Matching
  total: number | undefined
  isNarrowed: boolean
}

/** Whom a file can be about, the narrowest first. */
export function exportGroups({ selection, matching, total, isNarrowed }: Narrowed): ExportGroup[] {
  const { count, whomOf } = selection
  return [
    ...(count > 0 ? [{ key: 'selected', label: 'The selected people', count, whom: whomOf(matching) }] : []),
    ...(isNarrowed ? [{ key: 'matching', label: 'Who is in the table now', count: total, whom: matching }] : []),
    { key: 'everyone', label: 'Everyone', whom: {} },
  ]
}
