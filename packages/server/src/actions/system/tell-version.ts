import { version } from '@rollcall/contract'
import { action } from '../../action.ts'
import { VERSION } from '../../version.ts'

export const tellVersion = action(version, async () => ({ version: VERSION, node: process.versions.node }))
