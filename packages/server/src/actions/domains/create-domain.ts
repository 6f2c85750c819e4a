import { domainsCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { makeDomainKey } from '../../senders/domain-key.ts'
import { insertDomain } from '../../store/sending-domains.ts'
import { parseChoices } from './parse-choices.ts'
import { parseDomain } from './parse-domain.ts'
import { domainShower } from './show-domain.ts'

export const createDomain = action(domainsCreate, async ({ product, caller, write }, { body }) => {
  const domain = parseDomain(body.domain, '/domain')
  const choices = { ...parseChoices(body, domain), now: product.now() }
  const key = await makeDomainKey(domain, product)
  return (await domainShower(product, caller.projectId))(
    await write((transaction) => insertDomain(transaction, key, choices)),
  )
})
