import { contactsPause } from '@rollcall/contract'
import { action } from '../../action.ts'
import { contactReply, getContact } from '../../store/contacts.ts'
import { pauseUntil } from './apply-steps.ts'

export const pauseContactAction = action(contactsPause, async ({ product, caller, write }, { params, body }) => {
  const { projectId } = caller
  const { proof } = body
  const until = body.until === null ? null : new Date(body.until)
  const rowNo = await write(async (transaction) => {
    const found = await getContact(transaction, projectId, params.contact)
    await pauseUntil(transaction, { rowNo: found.rowNo, proof, at: product.now() }, until)
    return found.rowNo
  })
  return contactReply(product.database, projectId, rowNo)
})
