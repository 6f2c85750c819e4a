import { domainsCheck, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { recheckDomain } from '../../jobs/recheck-domains.ts'
import { getDomain } from '../../store/sending-domains.ts'
import { domainShower } from './show-domain.ts'

// Each asks name servers of other people up to 20 times.
const CHECKS_PER_MINUTE = 30

export const checkDomainAction = action(domainsCheck, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getDomain(product.database, projectId, params.domain)
  const limit = { limit: CHECKS_PER_MINUTE, now: product.now() }
  const seconds = product.attempts.take(`domain checks of project ${projectId}`, limit)
  if (seconds > 0) throw failure('too_many_requests', { seconds })
  await recheckDomain(product, { projectId, id })
  return (await domainShower(product, caller.projectId))(
    await getDomain(product.database, projectId, toId('domain', id)),
  )
})
