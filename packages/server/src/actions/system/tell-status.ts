import { systemStatus } from '@rollcall/contract'
import { action } from '../../action.ts'
import { readDatabaseSize } from '../../store/database-size.ts'
import { listOpenWork, type OpenWork } from '../../store/open-work.ts'
import { VERSION } from '../../version.ts'
import { readDiskRoom } from './disk-room.ts'

export const tellStatus = action(systemStatus, async ({ product, caller }, { query }) => {
  const [open, disk, database] = await Promise.all([
    listOpenWork(product.database, caller.projectId),
    readDiskRoom(product.config.dataDir),
    query.details ? readDatabaseSize(product.database) : undefined,
  ])
  const index = product.index.isReady() ? ('ready' as const) : ('loading' as const)
  return {
    ...{ version: VERSION, index, imports: open.import, jobs: open.job, campaigns: open.campaign },
    queue: { waiting: waitingIn(open.campaign), sentLastMinute: open.sentLastMinute },
    disk,
    ...(database && { database }),
  }
})

function waitingIn(campaigns: OpenWork[]): number {
  return campaigns.reduce((sum, { done, total }) => sum + Math.max(0, (total ?? 0) - done), 0)
}
