import { Select, Switch, TextInput } from '@mantine/core'
import entry from '../../parts/entry-form.module.css'
import { canBeMarketingOnly, GIVEN_REASONS, type GivenReason, REASONS } from './reasons.ts'

/** Why an address is on the list, as it is entered. */
type GivenWhy = { reason: GivenReason; note: string; isMarketingOnly: boolean }

export const FIRST_WHY: GivenWhy = { reason: 'manual', note: '', isMarketingOnly: false }

/** The same as the API takes it. */
export function toWhyBody({ reason, note, isMarketingOnly }: GivenWhy) {
  return { reason, note: note.trim() || null, marketingOnly: canBeMarketingOnly(reason) && isMarketingOnly }
}

type Props = {
  why: GivenWhy
  onChange: (why: GivenWhy) => void
  /** What stands under the reason; unless given, what the reason means. */
  aboutReason?: string
  aboutNote: string
  noteClass?: string | undefined
}

/** Reason and note, and whether transactional mail still arrives where the reason leaves that open. */
export function ReasonFields({ why, onChange, aboutReason, aboutNote, noteClass }: Props) {
  const { reason, note, isMarketingOnly } = why
  return (
    <>
      <Select
        label="Reason"
        description={aboutReason ?? REASONS[reason].what}
        allowDeselect={false}
        data={GIVEN_REASONS.map((id) => ({ value: id, label: REASONS[id].label }))}
        value={reason}
        onChange={(next) => onChange({ ...why, reason: GIVEN_REASONS.find((id) => id === next) ?? reason })}
      />
      <TextInput
        label="Note"
        description={aboutNote}
        maxLength={500}
        className={noteClass}
        value={note}
        onChange={({ currentTarget }) => onChange({ ...why, note: currentTarget.value })}
      />
      {canBeMarketingOnly(reason) && (
        <Switch
          label="Marketing only"
          description="Receipts, passwords and the like still arrive."
          className={entry.wide}
          checked={isMarketingOnly}
          onChange={({ currentTarget }) => onChange({ ...why, isMarketingOnly: currentTarget.checked })}
        />
      )}
    </>
  )
}
