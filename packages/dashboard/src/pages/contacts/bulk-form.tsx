import { Button, Select, Stack, Text } from '@mantine/core'
import { FUNNEL_STAGES } from '@rollcall/filters'
import { useState } from 'react'
import type { Contact } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import { TagNames } from '../../parts/tag-names.tsx'
import type { BulkAction } from './bulk-action.ts'
import classes from './contacts.module.css'
import { StaticListPicker } from './static-list-picker.tsx'

export type BulkKind = Exclude<BulkAction['action'], 'set_field' | 'set_status'>

const SAMPLE = 10

// What the button promises, with the number of people.
const PROMISES: Record<BulkKind, (people: string) => string> = {
  add_tags: (people) => `Add to ${people}`,
  remove_tags: (people) => `Remove from ${people}`,
  remove_all_tags: (people) => `Remove all tags from ${people}`,
  add_to_segment: (people) => `Add ${people} to the list`,
  remove_from_segment: (people) => `Take ${people} off the list`,
  set_funnel: (people) => `Set the stage of ${people}`,
  delete: (people) => `Delete ${people}`,
}

type Props = { kind: BulkKind; count: number; sample: Contact[]; run: (action: BulkAction) => void }

/** What an action needs to know, whom it is about, and the button that says what it will do. */
export function BulkForm({ kind, count, sample, run }: Props) {
  const [tags, setTags] = useState<string[]>([])
  const [segment, setSegment] = useState<string>()
  const [funnel, setFunnel] = useState<string | null>(null)
  const action = toAction(kind, { tags, segment, funnel })
  return (
    <Stack gap="sm">
      {kind === 'add_tags' && <TagNames label="Add tags" value={tags} onChange={setTags} />}
      {kind === 'remove_tags' && <TagNames label="Remove tags" value={tags} onChange={setTags} />}
      {(kind === 'add_to_segment' || kind === 'remove_from_segment') && (
        <StaticListPicker value={segment} onChange={setSegment} />
      )}
      {kind === 'set_funnel' && (
        <Select
          label="Funnel stage"
          comboboxProps={{ withinPortal: false }}
          data={['none', ...FUNNEL_STAGES].map((stage) => ({ value: stage, label: stage.replaceAll('_', ' ') }))}
          value={funnel}
          onChange={setFunnel}
        />
      )}
      {kind === 'delete' && <Text size="sm">They can be restored for 30 days, one by one, from their own page.</Text>}
      <ul className={classes.sample} aria-label="Who this is about">
        {sample.slice(0, SAMPLE).map((contact) => (
          <li key={contact.id}>{callingOf(contact)}</li>
        ))}
        {count > SAMPLE && <li>and {numberText(count - Math.min(SAMPLE, sample.length))} more</li>}
      </ul>
      <Button
        color={kind === 'delete' ? 'red.8' : undefined}
        disabled={!action}
        onClick={() => action && run(action)}
        data-autofocus={kind === 'remove_all_tags' || undefined}
      >
        {PROMISES[kind](countText(count, 'person', 'people'))}
      </Button>
    </Stack>
  )
}

type Given = { tags: string[]; segment: string | undefined; funnel: string | null }

/** The action once everything that it needs is there. */
function toAction(kind: BulkKind, { tags, segment, funnel }: Given): BulkAction | undefined {
  if (kind === 'add_tags' || kind === 'remove_tags') return tags.length > 0 ? { action: kind, tags } : undefined
  if (kind === 'add_to_segment' || kind === 'remove_from_segment')
    return segment ? { action: kind, segment } : undefined
  if (kind !== 'set_funnel') return { action: kind }
  const stage = funnel === 'none' ? funnel : FUNNEL_STAGES.find((known) => known === funnel)
  return stage && { action: kind, funnel: stage }
}
