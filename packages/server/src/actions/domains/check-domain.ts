import { domainsCheck, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { recheckDomain } from '../../jobs/recheck-domains.ts'
import { getDomain } from '../../store/sending-domains.ts'
import { refuseManyChecks } from './refuse-many-checks.ts'
import { domainShower } from './show-domain.ts'

export const checkDomainAction = action(domainsCheck, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getDomain(product.database, projectId, params.domain)
  refuseManyChecks(product, projectId)
  await recheckDomain(product, { projectId, id })
  return (await domainShower(product, caller.projectId))(
    await getDomain(product.database, projectId, toId('domain', id)),
  )
})
