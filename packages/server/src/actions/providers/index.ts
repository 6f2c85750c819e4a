import type { Action } from '../../action.ts'
import { createProviderAction } from './create-provider.ts'
import { deleteProviderAction } from './delete-provider.ts'
import { getProviderAction, listKindsAction, listProvidersAction } from './read-providers.ts'
import { testProviderAction } from './test-provider.ts'
import { updateProviderAction } from './update-provider.ts'

export const providerActions: Action[] = [
  listProvidersAction,
  listKindsAction,
  createProviderAction,
  getProviderAction,
  updateProviderAction,
  deleteProviderAction,
  testProviderAction,
]
