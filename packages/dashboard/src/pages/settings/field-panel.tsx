import { Button, Code } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { UseList } from '../../parts/use-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { DeleteField } from './delete-field.tsx'
import { FieldForm } from './field-form.tsx'
import { FieldTypeForm } from './field-type-form.tsx'
import { type Field, typeText } from './field-types.ts'
import classes from './settings.module.css'

type Props = { field: Field; mayWrite: boolean; close: () => void }

/** One field: its label, its values, its type, what uses it, and its end. */
export function FieldPanel({ field, mayWrite, close }: Props) {
  const uses = useQuery({
    queryKey: ['fields', 'uses', field.key],
    queryFn: ({ signal }) => client.fields.uses(field.key, { signal }),
  })
  const aside = (
    <Button variant="default" size="xs" onClick={close}>
      Close
    </Button>
  )
  return (
    <Panel title={field.name} aside={aside}>
      <div className={classes.stack}>
        <div className={classes.quiet}>
          <Code>{field.key}</Code> · {typeText(field.type)}
          {field.stats && ` · ${countText(field.stats.filled, 'person has', 'people have')} it`}
        </div>
        <Values field={field} />
        <div>
          <strong>Used by</strong>
          <Answer query={uses} waiting={<Waiting height={20} />}>
            {({ data }) =>
              data.length > 0 ? <UseList uses={data} /> : <p className={classes.quiet}>Nothing uses it.</p>
            }
          </Answer>
        </div>
        {mayWrite && (
          <>
            <FieldForm field={field} />
            <FieldTypeForm field={field} />
            <DeleteField field={field} uses={uses.data?.data} done={close} />
          </>
        )}
      </div>
    </Panel>
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
      <ul className={classes.uses}>
        {stats.samples.slice(0, 5).map(({ value, count }) => (
          <li key={value}>
            <span className={classes.clip}>{value}</span> <span className={classes.quiet}>{numberText(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
