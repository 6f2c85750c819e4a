import { type RouteReply, toId, type viewsGet } from '@rollcall/contract'
import type { ViewRecord } from '../../store/views.ts'

/** A view as the API shows it. */
export function viewReply(view: ViewRecord): RouteReply<typeof viewsGet> {
  return {
    id: toId('view', view.id),
    name: view.name,
    filters: view.filters,
    columns: view.columns,
    sort: view.sort,
    includedTag: view.includedTagId && toId('tag', view.includedTagId),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}
