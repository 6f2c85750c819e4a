import { Code } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import list from '../../parts/use-list.module.css'
import { DeleteField } from './delete-field.tsx'
import { FieldForm } from './field-form.tsx'
import { FieldTypeForm } from './field-type-form.tsx'
import { type Field, typeText } from './field-types.ts'
import { OpenPanel } from './open-panel.tsx'
import classes from './settings.module.css'
import { UsedBy } from './used-by.tsx'

type Props = { field: Field; mayWrite: boolean; close: () => void }

/** One field: its label, its values, its type, what uses it, and its end. */
export function FieldPanel({ field, mayWrite, close }: Props) {
  const uses = useQuery({
    queryKey: ['fields', 'uses', field.key],
    queryFn: ({ signal }) => client.fields.uses(field.key, { signal }),
  })
  return (
    <OpenPanel title={field.name} close={close}>
      <div className={classes.quiet}>
        <Code>{field.key}</Code> · {typeText(field.type)}
        {field.stats && ` · ${countText(field.stats.filled, 'person has', 'people have')} it`}
      </div>
      <Values field={field} />
      <UsedBy query={uses} />
      {mayWrite && (
        <>
          <FieldForm field={field} />
          <FieldTypeForm field={field} />
          <DeleteField field={field} uses={uses.data?.data} done={close} />
        </>
      )}
    </OpenPanel>
  )
}

function Values({ field: { stats } }: { field: Field }) {
  if (!stats || stats.samples.length === 0) return <p className={classes.quiet}>Nobody has a value yet.</p>
  return (
    <div>
      <strong>Most frequent values</strong>{' '}
      <span className={classes.quiet}>
        among the newest {numberText(stats.sampled)}, {countText(stats.distinct, 'different one')}
      </span>
      <ul className={list.uses}>
        {stats.samples.slice(0, 5).map(({ value, count }) => (
          <li key={value}>
            <span className={classes.clip}>{value}</span> <span className={classes.quiet}>{numberText(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
