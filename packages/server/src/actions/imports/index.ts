import type { Action } from '../../action.ts'
import { importsCreate } from './create-import.ts'
import { importsRejects } from './download-rejects.ts'
import { importsGet } from './get-import.ts'
import { importsList } from './list-imports.ts'
import { importsSamples } from './list-samples.ts'
import { importsUndo } from './undo-import.ts'

export const importActions: Action[] = [
  importsCreate,
  importsList,
  importsGet,
  importsRejects,
  importsSamples,
  importsUndo,
]
