import type { Action } from '../../action.ts'
import { exportsCreate } from './create-export.ts'
import { exportsFile } from './download-export.ts'
import { exportsGet } from './get-export.ts'
import { exportsList } from './list-exports.ts'

export const exportActions: Action[] = [exportsCreate, exportsList, exportsGet, exportsFile]
