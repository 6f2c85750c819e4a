import { Link } from '@tanstack/react-router'
import { valueText } from '../../parts/value-text.ts'
import classes from './import.module.css'
import { targetText } from './targets.ts'

type Change = { field: string; before?: unknown; after?: unknown }
type Row = { line: number; contact: string; name?: string | null; changes?: Change[]; reason?: string }

/** Rows of one outcome, as examples: who it is, and each value as it was and as it would be. */
export function SampleRows({ title, rows }: { title: string; rows: Row[] }) {
  if (rows.length === 0) return null
  return (
    <details className={classes.example}>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={title}>
        {rows.map(({ line, contact, name, changes = [], reason }) => (
          <li key={line}>
            <span className={classes.line}>Line {line}</span>{' '}
            {contact.startsWith('con_') ? (
              <Link to="/contacts/$contact" params={{ contact }}>
                {name ?? contact}
              </Link>
            ) : (
              <span className={classes.who}>{contact}</span>
            )}
            {reason && <p className={classes.reason}>{reason}</p>}
            {changes.length > 0 && (
              <dl className={classes.changes}>
                {changes.map((change) => (
                  <ChangedValue key={change.field} change={change} />
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function ChangedValue({ change: { field, before, after } }: { change: Change }) {
  const isNew = before === null || before === undefined
  return (
    <div>
      <dt>{targetText(field)}</dt>{' '}
      <dd>
        {!isNew && <del>{textOf(before)}</del>}
        {!isNew && ' '}
        <ins>{textOf(after)}</ins>
      </dd>
    </div>
  )
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : valueText(value)
}
