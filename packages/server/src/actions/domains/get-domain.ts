import { domainsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getDomain } from '../../store/sending-domains.ts'
import { domainShower } from './show-domain.ts'

export const getDomainAction = action(domainsGet, async ({ product, caller }, { params }) =>
  (await domainShower(product, caller.projectId))(await getDomain(product.database, caller.projectId, params.domain)),
)
