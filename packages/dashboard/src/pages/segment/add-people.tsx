import { Button, TextInput } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { type FormEvent, useState } from 'react'
import { client, type Segment } from '../../api.ts'
import { addressesIn } from '../../parts/addresses-in.ts'
import { Notice } from '../../parts/notice.tsx'
import { numberText } from '../../parts/number-text.ts'
import { PersonPicker } from '../../parts/person-picker.tsx'
import { useChange } from '../../use-change.ts'
import classes from './segment.module.css'

type Added = { people: string[]; isTyped: boolean }
type Outcome = Reply<'segments.addContacts'>

/** Puts people on a list: one who is found by name, or many by their addresses. */
export function AddPeople({ segment }: { segment: Segment }) {
  const [text, setText] = useState('')
  const [picked, setPicked] = useState(0)
  const contacts = addressesIn(text)
  const add = useChange(({ people }: Added) => client.segments.addContacts(segment.id, { contacts: people }), {
    changes: ['segments', 'contacts'],
    done: (_, { isTyped }) => (isTyped ? setText('') : setPicked((count) => count + 1)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ people: contacts, isTyped: true })
  }
  return (
    <>
      <form onSubmit={submit} className={classes.adder}>
        <div className={classes.grow}>
          <PersonPicker
            // Empty again for the next one.
            key={picked}
            label="Add a person"
            contact={undefined}
            onPick={(contact) => contact && add.mutate({ people: [contact], isTyped: false })}
          />
        </div>
        <TextInput
          className={classes.grow}
          label="Add people by address"
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
