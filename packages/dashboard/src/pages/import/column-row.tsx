import { Select } from '@mantine/core'
import { ColumnFacts } from './column-facts.tsx'
import { ColumnProblems } from './column-problems.tsx'
import { DayOrder } from './day-order.tsx'
import type { ImportOptions } from './draft.ts'
import { LEFT_OUT, NEW_FIELD, policiesFor, withPolicy, withTarget } from './edit-mapping.ts'
import classes from './import.module.css'
import { NewFieldType } from './new-field-type.tsx'
import type { TARGETS } from './targets.ts'
import type { Preview, PreviewColumn } from './use-preview.ts'

type Props = {
  column: PreviewColumn
  data: typeof TARGETS
  preview: Preview
  options: ImportOptions
  onChange: (options: ImportOptions) => void
}

const ELSE = {
  group: 'Or',
  items: [
    { value: NEW_FIELD, label: 'Make a new field' },
    { value: LEFT_OUT, label: 'Leave out' },
  ],
}

const POLICY_WORDS = {
  overwrite: 'The file wins',
  fill: 'Fill if blank',
  keep: 'Never change',
  append: 'Add to what is there',
}

/** One column of the file: what is in it, where it goes, what it does to what is there, and what is wrong with it. */
export function ColumnRow({ column, data, preview, options, onChange }: Props) {
  const { header, target, isNewField, dates, type } = column
  const policies = policiesFor(column)
  const takesDates = isNewField || type === 'date' || target === 'consentAt'
  const value = isNewField ? NEW_FIELD : (target ?? LEFT_OUT)
  const choose = (chosen: string | null) => {
    if (chosen !== null && chosen !== value) onChange(withTarget(options, column, { chosen, columns: preview.columns }))
  }
  return (
    <li className={classes.column} data-out={target === null || undefined}>
      <ColumnFacts column={column} rowsRead={preview.rowsRead} />
      <div className={classes.choices}>
        <Select
          label="Goes to"
          aria-label={`${header} goes to`}
          data={[ELSE, ...data]}
          value={value}
          onChange={choose}
          searchable
          allowDeselect={false}
          maxDropdownHeight={320}
        />
        {isNewField && <NewFieldType column={column} options={options} onChange={onChange} />}
        {dates !== null && takesDates && <DayOrder column={column} options={options} onChange={onChange} />}
        {target !== null && !isNewField && policies.length > 0 && (
          <Select
            label="For people here already"
            aria-label={`${header}, for people who are here already`}
            data={policies.map((policy) => ({ value: policy, label: POLICY_WORDS[policy] }))}
            value={options.policies?.[target] ?? policies[0]}
            disabled={options.onConflict === 'skip'}
            onChange={(chosen) => {
              const policy = policies.find((known) => known === chosen)
              onChange(withPolicy(options, target, policy === policies[0] ? undefined : policy))
            }}
            allowDeselect={false}
          />
        )}
      </div>
      <ColumnProblems column={column} />
    </li>
  )
}
