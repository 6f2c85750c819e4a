import { Link } from '@tanstack/react-router'
import { Panel } from '../../parts/panel.tsx'
import type { SegmentUse } from '../segments/segment-uses.ts'
import { useSegmentUses } from '../segments/use-segment-uses.ts'
import classes from './segment.module.css'

/** The campaigns, segments and views that ask for a segment; nothing where none does. */
export function UsedBy({ segment }: { segment: string }) {
  const uses = useSegmentUses()?.get(segment)
  if (!uses) return null
  return (
    <Panel title="Used by">
      <ul className={classes.uses}>
        {uses.map((use) => (
          <li key={use.kind + use.id}>
            <span className={classes.useKind}>{use.kind}</span>
            <UseLink use={use} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function UseLink({ use: { kind, id, name } }: { use: SegmentUse }) {
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
