import type { Action } from '../../action.ts'
import { addMembersAction, removeMembersAction } from './change-members.ts'
import { createSegmentAction } from './create-segment.ts'
import { deleteSegmentAction } from './delete-segment.ts'
import { diffVersionsAction } from './diff-versions.ts'
import { duplicateSegmentAction } from './duplicate-segment.ts'
import { getSegmentAction } from './get-segment.ts'
import { listMembersAction } from './list-members.ts'
import { listSegmentUsesAction } from './list-segment-uses.ts'
import { listSegmentsAction } from './list-segments.ts'
import { listStartersAction } from './list-starters.ts'
import { listVersionsAction } from './list-versions.ts'
import { previewSegmentAction } from './preview-segment.ts'
import { restoreVersionAction } from './restore-version.ts'
import { updateSegmentAction } from './update-segment.ts'

export const segmentActions: Action[] = [
  listSegmentsAction,
  createSegmentAction,
  previewSegmentAction,
  getSegmentAction,
  updateSegmentAction,
  deleteSegmentAction,
  listMembersAction,
  addMembersAction,
  removeMembersAction,
  listVersionsAction,
  diffVersionsAction,
  restoreVersionAction,
  duplicateSegmentAction,
  listSegmentUsesAction,
  listStartersAction,
]
