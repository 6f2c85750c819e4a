import { Switch } from '@mantine/core'
import { EditableValue } from '../../parts/editable-value.tsx'
import type { Editor } from '../../parts/editor-of.ts'
import { canBeMarketingOnly, type Suppression } from './reasons.ts'
import { useEntryChange } from './use-entry-change.ts'

const EDITOR: Editor = { input: 'text', parse: (text) => ({ value: text.trim() || null }) }

/** The note of an entry, changed where it stands. */
export function EntryNote({ entry }: { entry: Suppression }) {
  const change = useEntryChange(entry)
  return (
    <EditableValue
      label={`the note of ${entry.email}`}
      value={entry.note}
      editor={EDITOR}
      save={async (value) => {
        change.mutate({ note: typeof value === 'string' ? value : null })
        return undefined
      }}
    />
  )
}

/** Whether an entry leaves transactional mail alone; nothing for reasons that settle it. */
export function MarketingOnly({ entry }: { entry: Suppression }) {
  const change = useEntryChange(entry)
  if (!canBeMarketingOnly(entry.reason)) return null
  return (
    <Switch
      size="xs"
      label="Marketing only"
      aria-label={`Marketing only: ${entry.email}`}
      checked={entry.marketingOnly}
      onChange={({ currentTarget }) => change.mutate({ marketingOnly: currentTarget.checked })}
    />
  )
}
