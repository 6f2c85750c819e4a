import type { Action } from '../../action.ts'
import { getDeliveryAction } from './get-delivery.ts'
import { getStatisticsAction } from './get-statistics.ts'
import { listDeliveryLogAction } from './list-deliveries.ts'

export const statisticsActions: Action[] = [getStatisticsAction, listDeliveryLogAction, getDeliveryAction]
