import type { Action } from '../../action.ts'
import { createDomain } from './create-domain.ts'
import { deleteDomainAction } from './delete-domain.ts'
import { getDomainAction } from './get-domain.ts'
import { listDomainsAction } from './list-domains.ts'

export const domainActions: Action[] = [listDomainsAction, createDomain, getDomainAction, deleteDomainAction]
