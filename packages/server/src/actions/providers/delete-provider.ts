import { providersDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { BUILT_IN } from '../../senders/providers/kinds.ts'
import { deleteProvider, getProvider } from '../../store/providers.ts'

export const deleteProviderAction = action(providersDelete, ({ write }, { params }) =>
  write(async (transaction) => {
    const provider = await getProvider(transaction, transaction.projectId, params.provider)
    if (provider.kind === BUILT_IN)
      throw failure('in_use', { what: 'provider', name: provider.name, users: ['Rollcall itself: it is always there'] })
    await deleteProvider(transaction, provider)
  }),
)
