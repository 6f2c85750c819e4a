import type { Action } from '../../action.ts'
import { addMembersAction, removeMembersAction } from './change-members.ts'
import { countOverlapAction } from './count-overlap.ts'
import { createSegmentAction } from './create-segment.ts'
import { deleteSegmentAction } from './delete-segment.ts'
import { diffVersionsAction } from './diff-versions.ts'
import { duplicateSegmentAction } from './duplicate-segment.ts'
import { explainFilterAction, explainSegmentAction } from './explain-segment.ts'
import { getSegmentAction } from './get-segment.ts'
import { listMembersAction } from './list-members.ts'
import { listNamesAction } from './list-names.ts'
import { listNearMissesAction } from './list-near-misses.ts'
import { listSegmentUsesAction } from './list-segment-uses.ts'
import { listSegmentsAction } from './list-segments.ts'
import { listStartersAction } from './list-starters.ts'
import { listTransitionPeopleAction } from './list-transition-people.ts'
import { listTransitionsAction } from './list-transitions.ts'
import { listVersionsAction } from './list-versions.ts'
import { previewChangeAction } from './preview-change.ts'
import { previewSegmentAction } from './preview-segment.ts'
import { restoreVersionAction } from './restore-version.ts'
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
  listNamesAction,
  addMembersAction,
  removeMembersAction,
  listVersionsAction,
  diffVersionsAction,
  restoreVersionAction,
  duplicateSegmentAction,
  listSegmentUsesAction,
  listStartersAction,
  segmentHistoryAction,
  listTransitionsAction,
  listTransitionPeopleAction,
  previewChangeAction,
]
