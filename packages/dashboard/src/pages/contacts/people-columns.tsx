import { type DerivedField, derivedFields, type FieldDefinition } from '@rollcall/filters'
import { Link } from '@tanstack/react-router'
import type { Contact } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import type { Column } from '../../parts/column.ts'
import { inboxProviderName } from '../../parts/inbox-provider-name.ts'
import { numberText } from '../../parts/number-text.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { TagChip } from '../../parts/tag-chip.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { valueText } from '../../parts/value-text.ts'
import classes from './contacts.module.css'
import type { Selection } from './use-selection.ts'

// As many tags as the column has room for, counted in letters; at least one.
const TAGS_LETTERS = 26
// What stands around each, its border and its colour, and what says how many more there are.
const CHIP_LETTERS = 5
const MORE_LETTERS = 5

type PeopleColumn = Column<Contact> & { header: string }

const nameOf = ({ name, firstName, lastName }: Contact) => name ?? [firstName, lastName].filter(Boolean).join(' ')

function text(key: keyof Contact, header: string, width = '150px'): PeopleColumn {
  return { key, header, width, sortBy: key, cell: (contact) => valueText(contact[key]) }
}

function time(key: 'createdAt' | 'updatedAt' | 'subscribedAt' | 'unsubscribedAt', header: string): PeopleColumn {
  return timeOf({ key, header }, (contact) => contact[key])
}

function messageTime({ key, name }: DerivedField): PeopleColumn {
  return timeOf({ key, header: name }, ({ engagement = {} }) => new Map(Object.entries(engagement)).get(key))
}

function timeOf(
  { key, header }: Pick<PeopleColumn, 'key' | 'header'>,
  of: (contact: Contact) => string | null | undefined,
): PeopleColumn {
  const cell = (contact: Contact) => <Ago time={of(contact) ?? null} none="" />
  return { key, header, width: '124px', align: 'right', sortBy: key, cell }
}

/** What is known of everyone, as columns to choose from. */
export const peopleColumns: PeopleColumn[] = [
  {
    key: 'email',
    header: 'E-mail',
    sortBy: 'email',
    cell: (contact) => (
      <Link to="/contacts/$contact" params={{ contact: contact.id }} className={classes.person}>
        {nameOf(contact) && (
          <span className={classes.nameAbove} aria-hidden>
            {nameOf(contact)}
          </span>
        )}
        <span className={classes.address}>{callingOf(contact)}</span>
      </Link>
    ),
  },
  { key: 'name', header: 'Name', width: '132px', from: 'sm', sortBy: 'name', cell: nameOf },
  {
    key: 'status',
    header: 'Status',
    width: '146px',
    sortBy: 'status',
    cell: ({ status, suppressed }) => <StatusMark status={suppressed ? 'suppressed' : status} />,
  },
  { key: 'tags', header: 'Tags', width: '176px', from: 'md', cell: ({ tags }) => <TagList tags={tags} /> },
  { ...text('country', 'Country', '80px'), from: 'md' },
  { ...time('createdAt', 'Added'), from: 'sm' },
  text('phone', 'Phone'),
  text('firstName', 'First name', '130px'),
  text('lastName', 'Last name', '130px'),
  text('company', 'Company'),
  text('jobTitle', 'Job title'),
  text('language', 'Language', '100px'),
  text('timezone', 'Time zone'),
  {
    ...text('inboxProvider', 'Inbox provider', '130px'),
    cell: ({ inboxProvider }) => inboxProvider && inboxProviderName(inboxProvider),
  },
  text('source', 'Came from', '120px'),
  text('externalId', 'External id'),
  text('validation', 'Address check', '120px'),
  {
    key: 'funnel',
    header: 'Funnel stage',
    width: '140px',
    sortBy: 'funnel',
    cell: ({ funnel, lost }) =>
      [funnel === 'none' ? '' : funnel.replaceAll('_', ' '), lost ? 'lost' : ''].filter(Boolean).join(', '),
  },
  time('updatedAt', 'Changed'),
  time('subscribedAt', 'Subscribed'),
  time('unsubscribedAt', 'Unsubscribed'),
  ...derivedFields.map(messageTime),
]

/** Those that say who somebody is, where they cannot be chosen or sorted by. */
export const usualColumns = peopleColumns.slice(0, 6).map((column) => ({ ...column, sortBy: undefined }))

/** A field of the project as a column. */
export function fieldColumn({ key, name, type }: FieldDefinition): PeopleColumn {
  const show = (value: unknown) =>
    type === 'number' && typeof value === 'number' ? numberText(value) : valueText(value)
  return {
    key: `fields.${key}`,
    header: name,
    width: '140px',
    align: type === 'number' ? 'right' : undefined,
    sortBy: type === 'list' ? undefined : `fields.${key}`,
    cell: ({ fields }) => show(fields[key]),
  }
}

function TagList({ tags }: { tags: string[] }) {
  const shown = countFitting(tags)
  const rest = tags.length - shown
  return (
    <span className={classes.tags} title={tags.join(', ')}>
      {tags.slice(0, shown).map((tag) => (
        <TagChip key={tag} name={tag} />
      ))}
      {rest > 0 && <span className={classes.restOfTags}>+{rest}</span>}
    </span>
  )
}

function countFitting(tags: string[]): number {
  let letters = 0
  const over = tags.findIndex((tag, place) => {
    letters += tag.length + CHIP_LETTERS
    return letters + (place < tags.length - 1 ? MORE_LETTERS : 0) > TAGS_LETTERS
  })
  return over === -1 ? tags.length : Math.max(1, over)
}

/** The column of ticks; the row hears the click, because it knows its place. */
export function tickColumn({ toggleAll, state }: Pick<Selection, 'toggleAll' | 'state'>): Column<Contact> {
  return {
    key: 'tick',
    width: '44px',
    header: (
      <TickBox
        aria-label="Select everyone that is loaded"
        checked={state === 'all'}
        indeterminate={state === 'some'}
        onChange={toggleAll}
      />
    ),
    cell: tickCell,
  }
}

function tickCell(contact: Contact, isSelected: boolean) {
  return <TickBox aria-label={`Select ${callingOf(contact)}`} checked={isSelected} onChange={() => {}} />
}
