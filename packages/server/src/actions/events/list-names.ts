import { eventsNames } from '@rollcall/contract'
import { action } from '../../action.ts'

const OWN = 'event:'

export const listNamesAction = action(eventsNames, async ({ product, caller }) => {
  const counts = await product.index.eventCounts(caller.projectId)
  const own = [...counts].flatMap(([kind, count]) =>
    kind.startsWith(OWN) ? [{ name: kind.slice(OWN.length), count }] : [],
  )
  const data = own.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  return { data, has_more: false, next_cursor: null }
})
