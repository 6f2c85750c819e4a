import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import { type Field, typeText } from './field-types.ts'
import classes from './settings.module.css'

/** Every custom field with how many people have it, and what they have. */
export function FieldsTable({ fields, open }: { fields: Field[]; open: (key: string) => void }) {
  const columns: Column<Field>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ key, name }) => (
        <div className={classes.clip}>
          <button type="button" className={classes.name} onClick={() => open(key)}>
            {name}
          </button>
          {name !== key && <div className={`${classes.quiet} ${classes.clip}`}>{key}</div>}
        </div>
      ),
    },
    { key: 'type', header: 'Type', width: '130px', from: 'sm', cell: ({ type }) => typeText(type) },
    { key: 'filled', header: 'Filled', width: '110px', align: 'right', cell: (field) => <FillRate field={field} /> },
    {
      key: 'values',
      header: 'Most frequent values',
      from: 'sm',
      cell: ({ stats }) => {
        const values = stats?.samples.map(({ value }) => value).join(', ') ?? ''
        return (
          <span className={classes.quiet} title={values}>
            {values || '—'}
          </span>
        )
      },
    },
  ]
  return <DataTable label="Custom fields" columns={columns} rows={fields} keyOf={({ key }) => key} />
}

/** How many people have a field, in numbers and as a share. */
function FillRate({ field: { stats } }: { field: Field }) {
  if (!stats) return null
  const share = stats.contacts === 0 ? 0 : stats.filled / stats.contacts
  return (
    <div title={`${numberText(stats.filled)} of ${numberText(stats.contacts)} people`}>
      {share > 0 && share < 0.01 ? '< 1' : Math.floor(share * 100)} %
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
