import type { ViewBody } from '../actions/views/save-view.ts'

/** Smart lists of the shop; the second takes in people by a tag, whatever its filter says. */
export const DEMO_VIEWS: readonly ViewBody[] = [
  {
    name: 'Top customers',
    filters: { conditions: [{ type: 'field', field: 'ltv', op: 'gte', values: [500] }] },
    columns: ['email', 'name', 'country', 'ltv', 'orders', 'last_purchase', 'tags'],
    sort: { field: 'ltv', direction: 'desc' },
  },
  {
    name: 'Team plan and beta users',
    filters: { conditions: [{ type: 'field', field: 'plan', op: 'is', values: ['Team'] }] },
    columns: ['email', 'name', 'company', 'plan', 'status', 'tags'],
    includedTag: 'Beta User',
  },
]
