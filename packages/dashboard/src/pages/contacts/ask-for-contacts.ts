import { EVERYONE } from '@rollcall/filters'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { fieldsQuery } from '../../builder/fields-query.ts'
import { atHand, briefly } from '../../parts/briefly.ts'
import { parseColumns, showsEngagement } from './column-list.ts'
import { type ContactsSearch, orderOf } from './search.ts'
import { firstPeopleQuery } from './use-people.ts'

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => client.views.list({ signal }),
})

/** Asks for all that the page of contacts shows at first, before it is drawn. What a filter means, the page has to find out. */
export function askForContacts(search: ContactsSearch): Promise<void> {
  const { filters, view, q } = search
  const engagement = showsEngagement(parseColumns(search.columns))
  return briefly([
    atHand(viewsQuery),
    atHand(fieldsQuery),
    ...(filters || view ? [] : [atHand(firstPeopleQuery({ filters: EVERYONE, q, sort: orderOf(search), engagement }))]),
  ])
}
