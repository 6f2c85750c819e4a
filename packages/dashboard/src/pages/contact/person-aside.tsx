import { CloseButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Answer } from '../../parts/answer.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from '../contacts/contacts.module.css'
import { nameOf } from './name-of.ts'
import { PersonPanels } from './person-panels.tsx'
import type { PersonSearch } from './search.ts'
import { usePerson } from './use-person.ts'

/** A person beside the list that they were picked from. */
export function PersonAside({ id, close }: { id: string; close: () => void }) {
  // The address behind the list is the list's own.
  const [search, setSearch] = useState<PersonSearch>({})
  return (
    <aside className={classes.aside} aria-label="Person">
      <div className={classes.asideHead}>
        <Link to="/contacts/$contact" params={{ contact: id }}>
          Open their page
        </Link>
        <CloseButton aria-label="Close the side" onClick={close} />
      </div>
      <Answer query={usePerson(id)} waiting={<Waiting height={480} />}>
        {(contact) => {
          const { title, lead } = nameOf(contact)
          return (
            <>
              <h2 className={classes.asideName}>{title}</h2>
              <p className={classes.asideLead}>{lead}</p>
              <PersonPanels key={id} contact={contact} narrow search={search} onSearch={setSearch} />
            </>
          )
        }}
      </Answer>
    </aside>
  )
}
