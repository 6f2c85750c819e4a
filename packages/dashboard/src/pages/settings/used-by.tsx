import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import classes from './settings.module.css'

type Use = Reply<'fields.uses'>['data'][number]

/** What uses a field or a topic, each with the way there. */
export function UsedBy({ uses }: { uses: Use[] }) {
  if (uses.length === 0) return <p className={classes.quiet}>Nothing uses it.</p>
  return (
    <ul className={classes.uses} aria-label="Used by">
      {uses.map((use) => (
        <li key={use.kind + use.id}>
          <span className={classes.quiet}>{use.kind}</span> <UseLink use={use} />
        </li>
      ))}
    </ul>
  )
}

function UseLink({ use: { kind, id, name } }: { use: Use }) {
  if (kind === 'campaign')
    return (
      <Link to="/campaigns/$campaign" params={{ campaign: id }}>
        {name}
      </Link>
    )
  if (kind === 'segment')
    return (
      <Link to="/segments/$segment" params={{ segment: id }}>
        {name}
      </Link>
    )
  return (
    <Link to="/contacts" search={{ view: id }}>
      {name}
    </Link>
  )
}
