import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './segment.module.css'

type Use = Reply<'segments.uses'>['data'][number]

/** What uses a segment right now; nothing until it is known. */
export function useUses(segment: string): Use[] | undefined {
  return useQuery({
    queryKey: ['segments', 'uses', segment],
    queryFn: ({ signal }) => client.segments.uses(segment, { signal }),
  }).data?.data
}

/** The campaigns, segments and views that ask for a segment; nothing where none does. */
export function UsedBy({ segment }: { segment: string }) {
  const uses = useUses(segment) ?? []
  if (uses.length === 0) return null
  return (
    <Panel title="Used by">
      <UseLinks uses={uses} />
    </Panel>
  )
}

/** Users of something, each with the way to it. */
export function UseLinks({ uses }: { uses: Use[] }) {
  return (
    <ul className={classes.uses}>
      {uses.map((use) => (
        <li key={use.kind + use.id}>
          <span className={classes.useKind}>{use.kind}</span>
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
