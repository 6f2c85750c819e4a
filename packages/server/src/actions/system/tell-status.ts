import { systemStatus, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listStopped } from '../../store/campaign-stops.ts'
import type { Database } from '../../store/database.ts'
import { readDatabaseSize } from '../../store/database-size.ts'
import { listOpenWork } from '../../store/open-work.ts'
import { findLastReport } from '../../store/provider-reports.ts'
import { VERSION } from '../../version.ts'
import { readDiskRoom } from './disk-room.ts'

export const tellStatus = action(systemStatus, async ({ product, caller }, { query }) => {
  const [open, stopped, disk, details] = await Promise.all([
    listOpenWork(product.database, caller.projectId),
    listStopped(product.database, caller.projectId),
    readDiskRoom(product.config.dataDir),
    query.details ? readDetails(product.database, caller.projectId) : undefined,
  ])
  const index = product.index.isReady() ? ('ready' as const) : ('loading' as const)
  return {
    ...{ version: VERSION, index, imports: open.import, jobs: open.job, campaigns: open.campaign },
    stopped: stopped.map(({ id, ...campaign }) => ({ id: toId('campaign', id), ...campaign })),
    queue: { waiting: open.waiting, sentLastMinute: open.sentLastMinute },
    disk,
    ...details,
  }
})

async function readDetails(database: Database, projectId: number) {
  const [size, lastReport] = await Promise.all([readDatabaseSize(database), findLastReport(database, projectId)])
  return { database: size, lastReportAt: lastReport?.toISOString() ?? null }
}
