import type { Action } from '../../action.ts'
import { streamLiveAction } from './stream-live.ts'

export const liveActions: Action[] = [streamLiveAction]
