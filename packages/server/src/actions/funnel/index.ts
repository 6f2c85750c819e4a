import type { Action } from '../../action.ts'
import { getFunnelAction } from './get-funnel.ts'
import { listFunnelHistoryAction } from './list-funnel-history.ts'
import { listFunnelPeopleAction } from './list-funnel-people.ts'
import { moveFunnelAction } from './move-funnel.ts'

export const funnelActions: Action[] = [
  getFunnelAction,
  listFunnelPeopleAction,
  listFunnelHistoryAction,
  moveFunnelAction,
]
