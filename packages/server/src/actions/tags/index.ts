import type { Action } from '../../action.ts'
import { createTagAction } from './create-tag.ts'
import { deleteTagAction } from './delete-tag.ts'
import { getTagAction } from './get-tag.ts'
import { listTagsAction } from './list-tags.ts'
import { updateTagAction } from './update-tag.ts'

export const tagActions: Action[] = [listTagsAction, createTagAction, getTagAction, updateTagAction, deleteTagAction]
