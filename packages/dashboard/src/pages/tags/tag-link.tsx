import { Link } from '@tanstack/react-router'
import type { Tag } from '../../api.ts'
import classes from './tags.module.css'

/** A tag's name as the way to its page; in a group without what all of it begin with. */
export function TagLink({ tag, children }: { tag: Tag; children: string }) {
  return (
    <Link
      to="/tags/$tag"
      params={{ tag: tag.id }}
      className={classes.nameText}
      title={tag.name}
      data-tag-link={tag.id}
      aria-label={tag.name}
    >
      {children}
    </Link>
  )
}
