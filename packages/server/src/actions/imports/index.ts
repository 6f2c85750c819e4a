import type { Action } from '../../action.ts'
import { importsCancel } from './cancel-import.ts'
import { importsCreate } from './create-import.ts'
import { importsRejects } from './download-rejects.ts'
import { importsGet } from './get-import.ts'
import { importsList } from './list-imports.ts'
import { importsPeople } from './list-people.ts'
import { importsRejectedRows } from './list-rejected-rows.ts'
import { importsSamples } from './list-samples.ts'
import { importsPreview } from './preview-import.ts'
import { importsPreviewKept } from './preview-kept.ts'
import { importsRepeat } from './repeat-import.ts'
import { importsUndo } from './undo-import.ts'

export const importActions: Action[] = [
  importsCreate,
  importsList,
  importsGet,
  importsRejects,
  importsRejectedRows,
  importsPreview,
  importsPreviewKept,
  importsRepeat,
  importsSamples,
  importsPeople,
  importsCancel,
  importsUndo,
]
