import { systemStatus } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listOpenWork } from '../../store/open-work.ts'
import { VERSION } from '../../version.ts'

export const tellStatus = action(systemStatus, async ({ product, caller }) => {
  const open = await listOpenWork(product.database, caller.projectId)
  const index = product.index.isReady() ? ('ready' as const) : ('loading' as const)
  return { version: VERSION, index, imports: open.import, jobs: open.job, campaigns: open.campaign }
})
