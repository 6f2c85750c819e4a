import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import classes from './use-list.module.css'

export type Use = Reply<'tags.uses'>['data'][number]

const KINDS = { segment: 'Segment', view: 'View', campaign: 'Campaign', form: 'Form' }

/** What uses a thing, each with the way there. */
export function UseList({ uses }: { uses: Use[] }) {
  return (
    <ul className={classes.uses} aria-label="Used by">
      {uses.map((use) => (
        <li key={use.kind + use.id}>
          <span className={classes.kind}>{KINDS[use.kind]}</span>
          <UseLink use={use} />
        </li>
      ))}
    </ul>
  )
}

function UseLink({ use: { kind, id, name } }: { use: Use }) {
  if (kind === 'campaign') {
    return (
      <Link to="/campaigns/$campaign" params={{ campaign: id }}>
        {name}
      </Link>
    )
  }
  if (kind === 'form') {
    return (
      <Link to="/signup-forms/$form" params={{ form: id }}>
        {name}
      </Link>
    )
  }
  if (kind === 'view') {
    return (
      <Link to="/contacts" search={{ view: id }}>
        {name}
      </Link>
    )
  }
  return (
    <Link to="/segments/$segment" params={{ segment: id }}>
      {name}
    </Link>
  )
}
