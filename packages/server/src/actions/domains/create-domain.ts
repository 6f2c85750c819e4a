import { domainsCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { makeDomainKey } from '../../senders/domain-key.ts'
import { insertDomain } from '../../store/sending-domains.ts'
import { parseDomain } from './parse-domain.ts'

export const createDomain = action(domainsCreate, async ({ product, write }, { body }) => {
  const key = await makeDomainKey(parseDomain(body.domain), product)
  return write((transaction) => insertDomain(transaction, key))
})
