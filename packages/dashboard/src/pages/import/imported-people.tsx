import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client, type ImportJob } from '../../api.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './import.module.css'

type Outcome = 'created' | 'updated'
type Person = { id: string; email: string | null; name: string | null }

/** Exactly those whom an import brought or changed, as long as that is known: until it is undone, or can be no more. */
export function ImportedPeople({ job: { id, counts, undo } }: { job: ImportJob }) {
  const isKnown = undo.job === null && undo.until !== null && new Date(undo.until) > new Date()
  if (!isKnown || counts.created + counts.updated === 0) return null
  return (
    <div className={classes.examples}>
      {counts.created > 0 && <PeopleOf id={id} outcome="created" title="See the new people" />}
      {counts.updated > 0 && <PeopleOf id={id} outcome="updated" title="See who was updated" />}
    </div>
  )
}

function PeopleOf({ id, outcome, title }: { id: string; outcome: Outcome; title: string }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className={classes.example} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <PeopleList id={id} outcome={outcome} title={title} />}
    </details>
  )
}

function PeopleList({ id, outcome, title }: { id: string; outcome: Outcome; title: string }) {
  const query = usePages<Person>(['contacts', 'imported', id, outcome], ({ query: page, options }) =>
    client.imports.people(id, { ...page, outcome }, options),
  )
  return (
    <PagedAnswer query={query} none={<p className={classes.quiet}>Nobody of them is there any more.</p>}>
      {(people) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <ul tabIndex={0} aria-label={title}>
          {/* Who stands in the file twice is updated twice. */}
          {[...new Map(people.map((person) => [person.id, person])).values()].map(({ id: contact, email, name }) => (
            <li key={contact}>
              <Link to="/contacts/$contact" params={{ contact }}>
                {email ?? name ?? contact}
              </Link>
              {email && name && <span className={classes.quiet}> {name}</span>}
            </li>
          ))}
        </ul>
      )}
    </PagedAnswer>
  )
}
