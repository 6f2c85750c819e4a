import { taggedWith } from '@rollcall/filters'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Tag } from '../../api.ts'
import { countText, numberText } from '../../parts/number-text.ts'

type Props = { tag: Tag; children?: ReactNode }

/** How many carry a tag, as the way to them. */
export function PeopleLink({ tag, children }: Props) {
  const { id, name, contactCount } = tag
  const label = `${countText(contactCount, 'person', 'people')} with ${name}`
  return (
    <Link to="/contacts" search={{ filters: taggedWith(id) }} className="num" aria-label={children ? undefined : label}>
      {children ?? numberText(contactCount)}
    </Link>
  )
}
