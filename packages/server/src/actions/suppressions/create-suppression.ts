import { suppressionsCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { invalid } from '../../failure.ts'
import { addSuppression } from '../../store/suppressions.ts'

export const createSuppressionAction = action(suppressionsCreate, async ({ write }, { body }) => {
  const email = parseEmailAddress(body.email.normalize('NFC'))
  if (!email) throw invalid('/email', `${JSON.stringify(body.email)} is not an e-mail address`)
  return write((transaction) => addSuppression(transaction, { ...body, email: email.key, note: body.note || null }))
})
