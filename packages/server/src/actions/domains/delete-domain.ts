import { domainsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteDomain } from '../../store/sending-domains.ts'

export const deleteDomainAction = action(domainsDelete, ({ write }, { params }) =>
  write((transaction) => deleteDomain(transaction, params.domain)),
)
