import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconUsers, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { type Contact, client, type Segment } from '../../api.ts'
import { addressesIn } from '../../parts/addresses-in.ts'
import { callingOf } from '../../parts/calling-of.ts'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { numberText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { usualColumns } from '../contacts/people-columns.tsx'
import classes from './segment.module.css'

type Outcome = Reply<'segments.addContacts'>

const changes = ['segments', 'contacts']

/** The people of a list kept by hand. */
export function StaticSegment({ segment }: { segment: Segment }) {
  const query = usePages<Contact>(['segments', 'members', segment.id], (page) =>
    client.segments.members(segment.id, page.query, page.options),
  )
  const remove = useChange((id: string) => client.segments.removeContacts(segment.id, { contacts: [id] }), { changes })
  const mayWrite = useMay()('segments:write')
  const removal: Column<Contact> = {
    key: 'remove',
    header: '',
    width: '48px',
    align: 'right',
    cell: (contact) => (
      <ActionIcon onClick={() => remove.mutate(contact.id)} aria-label={`Take ${callingOf(contact)} off the list`}>
        <IconX size={15} />
      </ActionIcon>
    ),
  }
  return (
    <>
      <Figure
        value={segment.count}
        label={segment.count === 1 ? 'person is on the list' : 'people are on the list'}
        note={`${numberText(segment.reachable)} can get a campaign now`}
      />
      {mayWrite && <AddPeople segment={segment} />}
      <PagedAnswer query={query} none={<NobodyYet />}>
        {(people) => (
          <DataTable
            label="Members"
            columns={mayWrite ? [...usualColumns, removal] : usualColumns}
            rows={people}
            keyOf={({ id }) => id}
          />
        )}
      </PagedAnswer>
    </>
  )
}

function AddPeople({ segment }: { segment: Segment }) {
  const [text, setText] = useState('')
  const contacts = addressesIn(text)
  const add = useChange(() => client.segments.addContacts(segment.id, { contacts }), {
    changes,
    done: () => setText(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <>
      <form onSubmit={submit} className={classes.adder}>
        <TextInput
          className={classes.grow}
          label="Add people"
          placeholder="ada@example.org, grace@example.org"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending} disabled={contacts.length === 0}>
          Add to the list
        </Button>
      </form>
      {add.data && (
        <div className={classes.outcome}>
          <Notice tone={failures(add.data).length > 0 ? 'warn' : 'info'}>{outcomeText(add.data)}</Notice>
        </div>
      )}
    </>
  )
}

const failures = ({ results }: Outcome) => results.filter(({ outcome }) => outcome === 'failed')

function outcomeText(reply: Outcome): string {
  const changed = reply.results.filter(({ outcome }) => outcome === 'changed').length
  const failed = failures(reply).map(({ contact, detail }) => `${contact}: ${detail ?? 'not added'}`)
  return [`${numberText(changed)} added.`, ...failed].join(' ')
}

function NobodyYet() {
  return (
    <EmptyState icon={<IconUsers size={20} />} title="Nobody is on this list yet">
      Add people above, by the e-mail address of a contact.
    </EmptyState>
  )
}
