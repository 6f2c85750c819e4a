import type { Body, Reply } from '@rollcall/sdk'
import { type Contact, client } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { type Guess, useChange } from '../../use-change.ts'
import { editedPage } from '../contacts/use-people.ts'

/** The families of answers that a write to a contact may change. */
export const CONTACT_CHANGES = ['contacts', 'tags', 'segments', 'preview', 'opportunities', 'suppressions']

/** How we know of a change of consent that was taken back here. */
export const TAKEN_BACK = { source: 'taken back in the dashboard' }

type Change = Body<'contacts.update'>
type Written = { body: Change; words: string; before: Contact }

/** What everything that shows this contact will show. */
function guessesOf(id: string, edit: (contact: Contact) => Contact): Guess[] {
  return [
    { key: ['contacts', 'one', id], edit },
    { key: ['contacts', 'page'], edit: editedPage(id, edit) },
  ]
}

/** A write to this contact that shows at once and can be taken back; `words` say what was done. */
export function useContactChange(contact: Contact, { ownErrors = false } = {}) {
  const { id } = contact
  const change = useChange(({ body }: Written) => client.contacts.update(id, body), {
    changes: CONTACT_CHANGES,
    ownErrors,
    guesses: ({ body }) => guessesOf(id, (before) => ({ ...before, ...shownOf(body, before) })),
    undo: (_, { body, words, before }) => ({
      words,
      run: () => client.contacts.update(id, { ...beforeOf(body, before), ...(body.status && { resubscribe: true }) }),
    }),
  })
  // As they are now: by the time that it is done, the guess has changed them.
  return async (body: Change, words: string) => void (await change.mutateAsync({ body, words, before: contact }))
}

/** Puts tags on and takes them off, shown at once, with the way back. */
export function useTagChange(contact: Contact) {
  const { id } = contact
  const put = (tags: string[]) => client.contacts.addTags(id, { tags })
  const takeOff = (tags: string[]) => client.contacts.removeTags(id, { tags })
  const edit = (change: (tags: string[]) => string[]) =>
    guessesOf(id, (before) => ({ ...before, tags: change(before.tags) }))
  const quoted = (tags: string[]) => tags.map((tag) => `“${tag}”`).join(', ')
  const add = useChange(put, {
    changes: CONTACT_CHANGES,
    guesses: (tags) => edit((before) => [...new Set([...before, ...tags])]),
    undo: (_, tags) => ({ words: `${quoted(tags)} put on ${callingOf(contact)}.`, run: () => takeOff(tags) }),
  })
  const remove = useChange(takeOff, {
    changes: CONTACT_CHANGES,
    guesses: (tags) => [
      ...edit((before) => before.filter((tag) => !tags.includes(tag))),
      { key: ['contacts', 'tags', id], edit: withoutTags(tags) },
    ],
    undo: (_, tags) => ({ words: `${quoted(tags)} taken off ${callingOf(contact)}.`, run: () => put(tags) }),
  })
  return { add, remove }
}

function withoutTags(tags: string[]) {
  return (answer: Reply<'contacts.tags'>) => ({
    ...answer,
    data: answer.data.filter(({ name }) => !tags.includes(name)),
  })
}

// Only what can be shown as it was given; the rest waits for the server, which may write it another way.
function shownOf({ fields, status, ...texts }: Change, before: Contact): Partial<Contact> {
  const given = Object.entries(texts).filter(([, value]) => typeof value !== 'object' || value === null)
  return { ...Object.fromEntries(given), ...(status && { status }), fields: { ...before.fields, ...fields } }
}

/** The change that takes a change back. */
function beforeOf({ fields, consent, channels, proof, ...rest }: Change, before: Contact): Change {
  const keys = Object.keys(rest).filter((key) => key in before)
  const values = new Map<string, unknown>(Object.entries(before))
  return {
    ...Object.fromEntries(keys.map((key) => [key, values.get(key) ?? null])),
    ...(consent && { consent: valuesBefore(consent, before.consent, 'unknown') }),
    ...(channels && { channels: valuesBefore(channels, before.channels, null) }),
    ...(proof && { proof: TAKEN_BACK }),
    ...(fields && { fields: Object.fromEntries(Object.keys(fields).map((key) => [key, before.fields[key] ?? null])) }),
  }
}

/** What each of these keys had before, or what stands for nothing. */
function valuesBefore<Value, None>(
  change: object,
  before: Record<string, Value>,
  none: None,
): Record<string, Value | None> {
  return Object.fromEntries(Object.keys(change).map((key) => [key, before[key] ?? none]))
}
