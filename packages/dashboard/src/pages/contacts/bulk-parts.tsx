import { Select, Text } from '@mantine/core'
import { FUNNEL_STAGES } from '@rollcall/filters'
import { useState } from 'react'
import { StaticListPicker } from '../../parts/static-list-picker.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import type { BulkAction } from './bulk-action.ts'
import type { BulkKind } from './bulk-kinds.ts'
import { FieldToSet } from './field-to-set.tsx'
import { StatusToSet } from './status-to-set.tsx'

type Parts<Kind extends BulkKind> = {
  kind: Kind
  /** The action once everything that it needs is there. */
  onChange: (action: BulkAction | undefined) => void
}

/** What an action asks for before it can run. */
export function BulkParts({ kind, onChange }: Parts<BulkKind>) {
  if (kind === 'add_tags' || kind === 'remove_tags') return <TagsToChange kind={kind} onChange={onChange} />
  if (kind === 'add_to_segment' || kind === 'remove_from_segment')
    return <ListToChange kind={kind} onChange={onChange} />
  if (kind === 'set_funnel') return <StageToSet kind={kind} onChange={onChange} />
  if (kind === 'set_field') return <FieldToSet onChange={onChange} />
  if (kind === 'set_status') return <StatusToSet onChange={onChange} />
  if (kind === 'remove_all_tags') return null
  return (
    <Text size="sm">They can be restored: all at once for 7 days, or for 30 days one by one from their own page.</Text>
  )
}

function TagsToChange({ kind, onChange }: Parts<'add_tags' | 'remove_tags'>) {
  const [tags, setTags] = useState<string[]>([])
  const change = (names: string[]) => {
    setTags(names)
    onChange(names.length > 0 ? { action: kind, tags: names } : undefined)
  }
  return <TagNames label={kind === 'add_tags' ? 'Add tags' : 'Remove tags'} value={tags} onChange={change} />
}

function ListToChange({ kind, onChange }: Parts<'add_to_segment' | 'remove_from_segment'>) {
  const [segment, setSegment] = useState<string>()
  const change = (id: string | undefined) => {
    setSegment(id)
    onChange(id ? { action: kind, segment: id } : undefined)
  }
  return <StaticListPicker value={segment} onChange={change} canMake={kind === 'add_to_segment'} />
}

function StageToSet({ kind, onChange }: Parts<'set_funnel'>) {
  const [stage, setStage] = useState<string | null>(null)
  const change = (chosen: string | null) => {
    setStage(chosen)
    const funnel = FUNNEL_STAGES.find((known) => known === chosen)
    onChange(funnel && { action: kind, funnel })
  }
  return (
    <Select
      label="Funnel stage"
      comboboxProps={{ withinPortal: false }}
      data={FUNNEL_STAGES.map((known) => ({ value: known, label: known.replaceAll('_', ' ') }))}
      value={stage}
      onChange={change}
    />
  )
}
