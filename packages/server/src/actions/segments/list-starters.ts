import { segmentStarters } from '@rollcall/contract'
import { starterFilters } from '@rollcall/filters'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { reachable } from '../../audience/reachable.ts'

export const listStartersAction = action(segmentStarters, async ({ product, caller }) => {
  const { database, index, now } = product
  const rules = await Promise.all(
    starterFilters.map(({ filters }) => compileFilter(database, caller.projectId, { filters, now: now() })),
  )
  const lowerings = rules.map(({ lowering }) => lowering)
  const counts = await index.counts(caller.projectId, [...lowerings, ...lowerings.map((people) => reachable(people))])
  const data = starterFilters.map(({ id, name, description }, place) => ({
    ...{ id, name, description },
    filters: rules[place].filter,
    sentence: rules[place].sentence,
    count: counts[place],
    reachable: counts[rules.length + place],
  }))
  return { data, has_more: false, next_cursor: null }
})
