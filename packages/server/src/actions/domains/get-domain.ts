import { domainsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getDomain } from '../../store/sending-domains.ts'
import { showDomain } from './show-domain.ts'

export const getDomainAction = action(domainsGet, async ({ product, caller }, { params }) =>
  showDomain(await getDomain(product.database, caller.projectId, params.domain), product),
)
