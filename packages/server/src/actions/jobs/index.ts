import type { Action } from '../../action.ts'
import { getJobAction } from './get-job.ts'
import { listJobResultsAction } from './list-job-results.ts'
import { undoJobAction } from './undo-job.ts'

export const jobActions: Action[] = [getJobAction, listJobResultsAction, undoJobAction]
