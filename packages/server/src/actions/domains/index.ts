import type { Action } from '../../action.ts'
import { checkDomainAction } from './check-domain.ts'
import { createDomain } from './create-domain.ts'
import { deleteDomainAction } from './delete-domain.ts'
import { getDomainAction } from './get-domain.ts'
import { listDomainsAction } from './list-domains.ts'
import { updateDomainAction } from './update-domain.ts'

export const domainActions: Action[] = [
  listDomainsAction,
  createDomain,
  getDomainAction,
  updateDomainAction,
  checkDomainAction,
  deleteDomainAction,
]
