import type { Action } from '../../action.ts'
import { deleteTemplateAction } from './delete-template.ts'
import { listTemplateUsesAction } from './list-template-uses.ts'
import { getTemplateAction, listStartersAction, listTemplatesAction } from './read-templates.ts'
import { createTemplateAction, updateTemplateAction } from './save-template.ts'
import { useTemplateAction } from './use-template.ts'

export const templateActions: Action[] = [
  listTemplatesAction,
  createTemplateAction,
  getTemplateAction,
  updateTemplateAction,
  deleteTemplateAction,
  listTemplateUsesAction,
  listStartersAction,
  useTemplateAction,
]
