import { Link } from '@tanstack/react-router'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import type { Form } from './form-draft.ts'
import { FormMenu } from './form-menu.tsx'
import classes from './forms.module.css'

type Props = { forms: Form[]; mayWrite: boolean }

/** The forms by name, each with how many signed up and how many of them confirmed. */
export function FormsTable({ forms, mayWrite }: Props) {
  const columns: Column<Form>[] = [
    {
      key: 'name',
      header: 'Form',
      cell: (form) => (
        <div className={classes.clip}>
          <Link to="/signup-forms/$form" params={{ form: form.id }} title={form.name}>
            {form.name}
          </Link>
          {!form.isActive && <div className={classes.quiet}>Closed</div>}
          <div className={classes.below}>
            {numberText(form.signUps.confirmed)} subscribed
            {form.signUps.recent.asked > 0 && ` · ${rateText(form)} of late`}
          </div>
        </div>
      ),
    },
    number('asked', 'Last 30 days', ({ signUps }) => numberText(signUps.recent.asked)),
    number('rate', 'Confirmed of these', rateText),
    number('pending', 'Waiting now', ({ signUps }) => numberText(signUps.pending)),
    number('confirmed', 'Confirmed ever', ({ signUps }) => numberText(signUps.confirmed)),
    {
      key: 'updatedAt',
      header: 'Changed',
      width: '116px',
      from: 'md',
      cell: ({ updatedAt }) => <Ago time={updatedAt} />,
    },
    ...(mayWrite ? [{ key: 'menu', header: '', width: '52px', cell: (form: Form) => <FormMenu form={form} /> }] : []),
  ]
  return <DataTable label="Forms" columns={columns} rows={forms} keyOf={({ id }) => id} />
}

function number(key: string, header: string, cell: (form: Form) => string): Column<Form> {
  return {
    key,
    header,
    width: '138px',
    align: 'right',
    from: 'sm',
    cell: (form) => <span className="num">{cell(form)}</span>,
  }
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

/** How many of those who signed up in the last 30 days are subscribed: `82%`. */
function rateText({ signUps: { recent } }: Form): string {
  return recent.asked === 0 ? '—' : percent.format(recent.confirmed / recent.asked)
}
