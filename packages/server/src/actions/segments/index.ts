import type { Action } from '../../action.ts'
import { addMembersAction, removeMembersAction } from './change-members.ts'
import { countOverlapAction } from './count-overlap.ts'
import { createSegmentAction } from './create-segment.ts'
import { deleteSegmentAction } from './delete-segment.ts'
import { explainFilterAction, explainSegmentAction } from './explain-segment.ts'
import { getSegmentAction } from './get-segment.ts'
import { listMembersAction } from './list-members.ts'
import { listNearMissesAction } from './list-near-misses.ts'
import { listSegmentsAction } from './list-segments.ts'
import { listTransitionsAction } from './list-transitions.ts'
import { previewChangeAction } from './preview-change.ts'
import { previewSegmentAction } from './preview-segment.ts'
import { segmentHistoryAction } from './segment-history.ts'
import { updateSegmentAction } from './update-segment.ts'

export const segmentActions: Action[] = [
  listSegmentsAction,
  createSegmentAction,
  previewSegmentAction,
  getSegmentAction,
  updateSegmentAction,
  deleteSegmentAction,
  listMembersAction,
  explainSegmentAction,
  explainFilterAction,
  countOverlapAction,
  listNearMissesAction,
  addMembersAction,
  removeMembersAction,
  segmentHistoryAction,
  listTransitionsAction,
  previewChangeAction,
]
