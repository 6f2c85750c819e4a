import { client, type Tag } from '../../api.ts'
import { useChange } from '../../use-change.ts'

type Tagged = Pick<Tag, 'id'>[]

const idsOf = (tags: Tagged) => ({ tags: tags.map(({ id }) => id) })

/** Remembers for the project that tags which look alike mean different things. As a part of something else it offers no way back itself. */
export function useKeepApart({ isPart = false } = {}) {
  return useChange((tags: Tagged) => client.tags.keepApart(idsOf(tags)), {
    changes: ['tags'],
    undo: (_, tags) =>
      isPart ? undefined : { words: 'They are kept apart.', run: () => client.tags.forgetApart(idsOf(tags)) },
  })
}
