import type { Action } from '../../action.ts'
import { auditTagsAction } from './audit-tags.ts'
import { createTagAction } from './create-tag.ts'
import { deleteTagAction } from './delete-tag.ts'
import { getTagAction } from './get-tag.ts'
import { getTagActivityAction } from './get-tag-activity.ts'
import { forgetTagsApartAction, keepTagsApartAction } from './keep-tags-apart.ts'
import { listGoneTagsAction } from './list-gone-tags.ts'
import { listTagColorsAction } from './list-tag-colors.ts'
import { listTagUsesAction } from './list-tag-uses.ts'
import { listTagsAction } from './list-tags.ts'
import { mergeTagsAction } from './merge-tags.ts'
import { restoreTagAction } from './restore-tag.ts'
import { updateTagAction } from './update-tag.ts'

export const tagActions: Action[] = [
  listTagsAction,
  createTagAction,
  getTagAction,
  updateTagAction,
  deleteTagAction,
  mergeTagsAction,
  listTagUsesAction,
  getTagActivityAction,
  auditTagsAction,
  restoreTagAction,
  listGoneTagsAction,
  keepTagsApartAction,
  forgetTagsApartAction,
  listTagColorsAction,
]
