import type { Action } from '../../action.ts'
import { cancelJobAction } from './cancel-job.ts'
import { downloadResultsAction } from './download-results.ts'
import { getJobAction } from './get-job.ts'
import { listJobResultsAction } from './list-job-results.ts'
import { listJobsAction } from './list-jobs.ts'
import { undoJobAction } from './undo-job.ts'

export const jobActions: Action[] = [
  listJobsAction,
  getJobAction,
  listJobResultsAction,
  downloadResultsAction,
  undoJobAction,
  cancelJobAction,
]
