import type { Body } from '@rollcall/sdk'
import { client, type Tag } from '../../api.ts'
import { type Guess, useChange } from '../../use-change.ts'

type Change = Pick<Body<'tags.update'>, 'name' | 'color' | 'description' | 'owner'>
type Written = { tags: Tag[]; change: Change; words: string }

/** The families of answers that a write to a tag may change. */
export const TAG_CHANGES = ['tags', 'contacts', 'segments', 'preview', 'views', 'campaigns', 'forms']

/** Writes the same to some tags, shown at once and with the way back; `words` say what was done. */
export function useTagChange() {
  const edit = useChange(
    ({ tags, change }: Written) => Promise.all(tags.map(({ id }) => client.tags.update(id, change))),
    {
      changes: TAG_CHANGES,
      guesses: ({ tags, change }) => guessesOf(new Set(tags.map(({ id }) => id)), change),
      undo: (_, { tags, change, words }) => ({
        words,
        run: () => Promise.all(tags.map((tag) => client.tags.update(tag.id, beforeOf(tag, change)))),
      }),
    },
  )
  return (tags: Tag[], change: Change, words: string) => edit.mutate({ tags, change, words })
}

function guessesOf(ids: ReadonlySet<string>, change: Change): Guess[] {
  const edit = (tag: Tag): Tag => (ids.has(tag.id) ? { ...tag, ...change } : tag)
  return [
    { key: ['tags', 'all'], edit: (tags: Tag[]) => tags.map(edit) },
    { key: ['tags', 'one'], edit },
  ]
}

function beforeOf(tag: Tag, change: Change): Change {
  return Object.fromEntries(Object.keys(change).map((key) => [key, new Map(Object.entries(tag)).get(key)]))
}
