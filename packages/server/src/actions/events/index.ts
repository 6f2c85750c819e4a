import type { Action } from '../../action.ts'
import { createEventsAction } from './create-events.ts'
import { listNamesAction } from './list-names.ts'
import { listPropertiesAction } from './list-properties.ts'

export const eventActions: Action[] = [createEventsAction, listNamesAction, listPropertiesAction]
