import type { Action } from '../../action.ts'
import { moveFunnelAction } from './move-funnel.ts'

export const funnelActions: Action[] = [moveFunnelAction]
