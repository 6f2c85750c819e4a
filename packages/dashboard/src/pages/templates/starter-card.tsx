import { Link } from '@tanstack/react-router'
import { MailThumbnail } from '../../message/mail-thumbnail.tsx'
import classes from './templates.module.css'
import type { Starter } from './use-starters.ts'

/** A message that comes with Rollcall, and the way to a template that begins with it. */
export function StarterCard({ starter }: { starter: Starter }) {
  const { id, name, description } = starter
  return (
    <li className={classes.card}>
      <MailThumbnail {...starter} />
      <div className={classes.words}>
        <Link to="/templates/new" search={{ from: id }} preload={false} className={classes.name}>
          {name}
        </Link>
        <p className={classes.subject}>{description}</p>
      </div>
    </li>
  )
}
