import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Contact } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import classes from './segment.module.css'

type Props = { people: Contact[]; aside?: (person: Contact) => ReactNode }

/** People one below the other: who, how to reach them, and where they stand. */
export function PeopleList({ people, aside }: Props) {
  return (
    <ul className={classes.people}>
      {people.map((person) => (
        <li key={person.id}>
          <Link to="/contacts/$contact" params={{ contact: person.id }} preload={false} className={classes.person}>
            {callingOf(person)}
          </Link>
          <span className={classes.personMail}>
            {[person.firstName, person.lastName].filter(Boolean).join(' ') || person.name}
          </span>
          <span className={classes.personStatus}>
            <StatusMark status={person.status} />
          </span>
          {aside && <span>{aside(person)}</span>}
        </li>
      ))}
    </ul>
  )
}
