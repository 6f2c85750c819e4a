import { listEntriesAction } from './list-entries.ts'

export const auditActions = [listEntriesAction]
