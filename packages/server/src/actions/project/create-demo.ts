import { demoCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { createDemo as fillWithDemo } from '../../demo/create-demo.ts'
import { failure } from '../../failure.ts'
import { insertAuditEntry } from '../../store/audit-log.ts'
import { errorCode } from '../../store/database.ts'
import { countContacts } from '../../store/demo.ts'
import { countDemoData } from '../../store/demo-removal.ts'
import { getProject } from '../../store/projects.ts'

const UNIQUE_VIOLATION = '23505'

export const createDemo = action(demoCreate, async ({ product, caller, write }, { body }) => {
  const count = await countContacts(product.database, caller.projectId)
  if (count > 0) throw refusal(`This project has contacts already, ${count.toLocaleString('en-US')} of them.`)
  try {
    await fillWithDemo(product, caller.projectId, body.contacts)
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    throw refusal('A tag, field, segment, topic or pipeline here has a name that the demo brings, too.')
  }
  return write(async (transaction) => {
    const created = await countDemoData(transaction, caller.projectId)
    const { public_id: target, name } = await getProject(transaction, caller.projectId)
    await insertAuditEntry(transaction, { call: 'demo.create', kind: 'project', target, name, after: created })
    return created
  })
})

function refusal(reason: string) {
  return failure('cannot_load_demo', { reason })
}
