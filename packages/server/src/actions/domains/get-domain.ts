import { domainsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getDomain } from '../../store/sending-domains.ts'

export const getDomainAction = action(domainsGet, ({ product, caller }, { params }) =>
  getDomain(product.database, caller.projectId, params.domain),
)
