import { Anchor, Text } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './bulk.module.css'

type Deleted = Reply<'contacts.deleted'>['data'][number]

/** Who was deleted lately; each page offers the way back. */
export function DeletedPeople() {
  const query = usePages<Deleted>(['contacts', 'deleted'], ({ query, options }) =>
    client.contacts.deleted(query, options),
  )
  return (
    <PagedAnswer query={query} none={<Text c="dimmed">Nobody was deleted in the last 30 days.</Text>}>
      {(people) => (
        <ul className={classes.jobs} aria-label="Deleted people">
          {people.map(({ id, email, name, phone, deletedAt, mergedInto }) => (
            <li key={id}>
              <span>
                <Anchor
                  size="sm"
                  renderRoot={(props) => <Link {...props} to="/contacts/$contact" params={{ contact: id }} />}
                >
                  {email ?? name ?? phone ?? id}
                </Anchor>
                <span className={classes.quiet}>
                  {mergedInto ? 'merged with another' : 'deleted'} <Ago time={deletedAt} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </PagedAnswer>
  )
}
