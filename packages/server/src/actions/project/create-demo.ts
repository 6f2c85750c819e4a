import { demoCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { createDemo as fillWithDemo } from '../../demo/create-demo.ts'
import { Failure, failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { insertAuditEntry } from '../../store/audit-log.ts'
import { errorCode } from '../../store/database.ts'
import { countContacts } from '../../store/demo.ts'
import { countDemoData } from '../../store/demo-removal.ts'
import { getProject } from '../../store/projects.ts'

const UNIQUE_VIOLATION = '23505'

export const createDemo = action(demoCreate, async ({ product, caller, write }, { body }) => {
  await refusePeople(product, caller.projectId)
  try {
    await fillWithDemo(product, caller.projectId, body.contacts)
  } catch (error) {
    if (!isTaken(error)) throw error
    // Of two who ask at once, one finds the other's demo.
    await refusePeople(product, caller.projectId)
    throw refusal('A tag, field, segment, topic or pipeline here has a name that the demo brings, too.')
  }
  return write(async (transaction) => {
    const created = await countDemoData(transaction, caller.projectId)
    const { public_id: target, name } = await getProject(transaction, caller.projectId)
    await insertAuditEntry(transaction, { call: 'demo.create', kind: 'project', target, name, after: created })
    return created
  })
})

async function refusePeople({ database }: Product, projectId: number) {
  const count = await countContacts(database, projectId)
  if (count > 0) throw refusal(`This project has contacts already, ${count.toLocaleString('en-US')} of them.`)
}

/** A field says so itself; of whatever else has a name, the database does. */
function isTaken(error: unknown): boolean {
  return errorCode(error) === UNIQUE_VIOLATION || (error instanceof Failure && error.code === 'already_exists')
}

function refusal(reason: string) {
  return failure('cannot_load_demo', { reason })
}
