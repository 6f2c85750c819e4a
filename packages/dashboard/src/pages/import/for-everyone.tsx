import { Anchor, Select } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import { StaticListPicker } from '../../parts/static-list-picker.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import type { ImportOptions } from './draft.ts'
import { withPolicyForAll } from './edit-mapping.ts'
import classes from './import.module.css'
import type { PreviewColumn } from './use-preview.ts'

const PRESENT = [
  { value: 'overwrite', label: 'Update them: the file wins' },
  { value: 'fill', label: 'Fill in only what is blank' },
  { value: 'skip', label: 'Leave them as they are' },
  { value: 'mixed', label: 'As said for each column', disabled: true },
] as const

const BLANKS = [
  { value: 'leave', label: 'Leave what is there' },
  { value: 'clear', label: 'Clear what is there' },
] as const

type Props = { options: ImportOptions; columns: PreviewColumn[]; onChange: (options: ImportOptions) => void }

/** What holds for all rows: what happens to people who are here, what empty cells mean, a tag and a list for everybody. */
export function ForEveryone({ options, columns, onChange }: Props) {
  const { tags = [], segments = [] } = options
  const ofToday = `Import ${new Date().toLocaleDateString('en-GB', { dateStyle: 'medium' })}`
  const setPresent = (value: string | null) => {
    const { onConflict: _, ...others } = options
    if (value === 'skip') onChange({ ...others, onConflict: 'skip' })
    else if (value === 'overwrite' || value === 'fill') onChange(withPolicyForAll(others, columns, value))
  }
  return (
    <div className={classes.below}>
      <Panel title="For everyone in this file">
        <div className={classes.options}>
          <Select
            label="People who are here already"
            data={PRESENT}
            value={presentOf(options, columns)}
            onChange={setPresent}
            allowDeselect={false}
          />
          <Select
            label="An empty cell"
            data={BLANKS}
            value={options.blanks ?? 'leave'}
            onChange={(value) => onChange({ ...options, blanks: BLANKS.find((known) => known.value === value)?.value })}
            allowDeselect={false}
          />
          <div>
            <TagNames
              label="Tag everyone"
              description="So that these people are found again later."
              value={tags}
              onChange={(next) => onChange({ ...options, tags: next })}
            />
            {tags.length === 0 && (
              <Anchor
                component="button"
                type="button"
                size="xs"
                onClick={() => onChange({ ...options, tags: [ofToday] })}
              >
                Use “{ofToday}”
              </Anchor>
            )}
          </div>
          <StaticListPicker
            label="Put everyone into a list"
            description="A static segment. Undoing the import takes them out again."
            value={segments[0]}
            onChange={(id) => onChange({ ...options, segments: id ? [id] : undefined })}
            canMake
          />
        </div>
      </Panel>
    </div>
  )
}

function presentOf(options: ImportOptions, columns: PreviewColumn[]): (typeof PRESENT)[number]['value'] {
  if (options.onConflict === 'skip') return 'skip'
  if (options.policies === undefined) return 'overwrite'
  const filled = withPolicyForAll({}, columns, 'fill').policies ?? {}
  const targets = Object.keys({ ...filled, ...options.policies })
  return targets.every((target) => filled[target] === options.policies?.[target]) ? 'fill' : 'mixed'
}
