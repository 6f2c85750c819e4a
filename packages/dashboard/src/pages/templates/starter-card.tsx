import { Link } from '@tanstack/react-router'
import { Thumbnail } from '../../message/thumbnail.tsx'
import { useGlance } from '../../message/use-glance.ts'
import classes from './templates.module.css'
import type { Starter } from './use-starters.ts'

/** A message that comes with Rollcall, and the way to a template that begins with it. */
export function StarterCard({ starter }: { starter: Starter }) {
  const { id, name, description } = starter
  return (
    <li className={classes.card}>
      <Thumbnail html={useGlance(starter)?.html} />
      <div className={classes.words}>
        <Link to="/templates/new" search={{ from: id }} preload={false} className={classes.name}>
          {name}
        </Link>
        <p className={classes.subject}>{description}</p>
      </div>
    </li>
  )
}
