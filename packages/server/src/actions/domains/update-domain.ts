import { domainsUpdate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getDomain, updateDomain } from '../../store/sending-domains.ts'
import { parseChoices } from './parse-choices.ts'
import { domainShower } from './show-domain.ts'

export const updateDomainAction = action(domainsUpdate, async ({ product, caller, write }, { params, body }) => {
  const { id, domain } = await getDomain(product.database, caller.projectId, params.domain)
  const choices = { ...parseChoices(body, domain), now: product.now() }
  return (await domainShower(product, caller.projectId))(
    await write((transaction) => updateDomain(transaction, toId('domain', id), choices)),
  )
})
