import { demoRemove } from '@rollcall/contract'
import { action } from '../../action.ts'
import { insertAuditEntry } from '../../store/audit-log.ts'
import { removeDemoData } from '../../store/demo-removal.ts'
import { getProject } from '../../store/projects.ts'

export const removeDemo = action(demoRemove, ({ write }) =>
  write(async (transaction) => {
    const removed = await removeDemoData(transaction)
    const { public_id: target, name } = await getProject(transaction, transaction.projectId)
    await insertAuditEntry(transaction, {
      call: 'demo.remove',
      kind: 'project',
      target,
      name,
      before: removed,
      after: {},
    })
    return removed
  }),
)
