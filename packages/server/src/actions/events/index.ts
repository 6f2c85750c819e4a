import type { Action } from '../../action.ts'
import { createEventsAction } from './create-events.ts'

export const eventActions: Action[] = [createEventsAction]
