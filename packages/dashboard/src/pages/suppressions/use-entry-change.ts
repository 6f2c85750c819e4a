import type { Body } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from '../contact/use-contact.ts'
import type { Suppression } from './reasons.ts'

type Change = Body<'suppressions.update'>
type Listed = { pages: { data: Suppression[] }[] }

/** Changes the note of an entry or what it keeps away, shown at once, with the way back. */
export function useEntryChange({ id, email, note, marketingOnly }: Suppression) {
  return useChange((change: Change) => client.suppressions.update(id, change), {
    changes: [...CONTACT_CHANGES, 'audit'],
    guesses: (change) => [{ key: ['suppressions', 'list'], edit: (answer: Listed) => edited(answer, id, change) }],
    undo: () => ({
      words: `${email} is changed.`,
      run: () => client.suppressions.update(id, { note, marketingOnly }),
    }),
  })
}

function edited({ pages, ...rest }: Listed, id: string, change: Change): Listed {
  const edit = (entry: Suppression) => (entry.id === id ? { ...entry, ...change } : entry)
  return { ...rest, pages: pages.map((page) => ({ ...page, data: page.data.map(edit) })) }
}
