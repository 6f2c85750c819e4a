import type { Action } from '../../action.ts'
import { changePreferencesAction } from './change-preferences.ts'
import { linkPreferencesAction } from './link-preferences.ts'
import { pauseContactAction } from './pause-contact.ts'
import { previewPreferencesAction } from './preview-preferences.ts'
import { showPreferencesAction } from './show-preferences.ts'

export const preferenceActions: Action[] = [
  showPreferencesAction,
  changePreferencesAction,
  linkPreferencesAction,
  pauseContactAction,
  previewPreferencesAction,
]
