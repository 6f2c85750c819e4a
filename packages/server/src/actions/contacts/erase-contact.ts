import { rm } from 'node:fs/promises'
import { contactsErase, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { exportPath } from '../../jobs/export-file.ts'
import { forgetReportsNaming } from '../../jobs/reports/forget-reports-naming.ts'
import { settleNextReports } from '../../jobs/reports/settle-reports.ts'
import type { Product } from '../../product.ts'
import { erasePerson, findPerson, type LeftFiles, listMentions, noteErasure } from '../../store/erasure.ts'

export const eraseContactAction = action(contactsErase, async ({ product, caller, write }, { params }) => {
  const { projectId } = caller
  // What can be understood of it is: results keep their numbers.
  while (await settleNextReports(product));
  const now = product.now()
  const { person, left, receipt } = await write(async (transaction) => {
    const person = await findPerson(transaction, projectId, params.contact)
    if (!person) throw failure('not_found', { what: 'contact', id: params.contact })
    await forgetReportsNaming(transaction, person.names, now)
    const left = await erasePerson(transaction, person, now)
    return { person, left, receipt: await noteErasure(transaction, person) }
  })
  await deleteFiles(product, left)
  await product.index.deleteCheckpoint(projectId)
  product.wake('erasures')
  return {
    receipt: toId('erasure', receipt),
    erasedAt: now.toISOString(),
    contacts: person.rowNos.length,
    addresses: person.addresses.length,
    mentions: await listMentions(product.database, projectId, person.names),
  }
})

async function deleteFiles({ config }: Product, { exports, uploads }: LeftFiles) {
  const paths = exports.map((id) => exportPath(config.dataDir, id))
  for (const path of [...paths.flatMap((path) => [path, `${path}.part`]), ...uploads]) await rm(path, { force: true })
}
