import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Contact } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { TagChip } from '../../parts/tag-chip.tsx'
import classes from './contacts.module.css'

const TAGS_SHOWN = 2

/** What a person is called where only one line is to be had. */
export function callingOf({ email, name, firstName, lastName, phone, id }: Contact): string {
  return email ?? name ?? ([firstName, lastName].filter(Boolean).join(' ') || (phone ?? id))
}

const nameOf = ({ name, firstName, lastName }: Contact) => name ?? [firstName, lastName].filter(Boolean).join(' ')

/** The person as a link to their page. */
export const personColumn: Column<Contact> = {
  key: 'person',
  header: 'E-mail',
  sortBy: 'email',
  cell: (contact) => (
    <Link to="/contacts/$contact" params={{ contact: contact.id }} className={classes.person} preload={false}>
      {callingOf(contact)}
    </Link>
  ),
}

/** The columns that say who somebody is. */
export const peopleColumns: Column<Contact>[] = [
  personColumn,
  { key: 'name', header: 'Name', width: '15%', from: 'sm', sortBy: 'name', cell: nameOf },
  {
    key: 'status',
    header: 'Status',
    width: '142px',
    cell: ({ status, suppressed }) => <StatusMark status={suppressed ? 'suppressed' : status} />,
  },
  { key: 'tags', header: 'Tags', width: '20%', from: 'md', cell: ({ tags }) => <TagList tags={tags} /> },
  {
    key: 'country',
    header: 'Country',
    width: '76px',
    from: 'md',
    sortBy: 'country',
    cell: ({ country }) => country ?? '',
  },
  {
    key: 'added',
    header: 'Added',
    width: '120px',
    from: 'sm',
    align: 'right',
    sortBy: 'createdAt',
    cell: ({ createdAt }) => <Ago time={createdAt} />,
  },
]

function TagList({ tags }: { tags: string[] }) {
  const rest = tags.length - TAGS_SHOWN
  return (
    <span className={classes.tags} title={tags.join(', ')}>
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <TagChip key={tag} name={tag} />
      ))}
      {rest > 0 && <span className={classes.restOfTags}>+{rest}</span>}
    </span>
  )
}

type Selection = {
  has: (id: string) => boolean
  toggle: (id: string) => void
  toggleAll: () => void
  state: 'all' | 'some' | 'none'
}

/** The column of ticks. */
export function tickColumn({ has, toggle, toggleAll, state }: Selection): Column<Contact> {
  return {
    key: 'tick',
    width: '40px',
    header: (
      <Checkbox
        size="xs"
        aria-label="Select everyone that is loaded"
        checked={state === 'all'}
        indeterminate={state === 'some'}
        onChange={toggleAll}
      />
    ),
    cell: (contact) => (
      <Checkbox
        size="xs"
        aria-label={`Select ${callingOf(contact)}`}
        checked={has(contact.id)}
        onChange={() => toggle(contact.id)}
      />
    ),
  }
}
