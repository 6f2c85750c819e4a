import { toId } from '@rollcall/contract'
import type { Queryable } from '../../store/database.ts'
import { listProviders } from '../../store/providers.ts'

const MORE_THAN_THERE_ARE = 1_000

/** The id of the provider that has a name. */
export async function findNameOwner(record: Queryable, projectId: number, name: string): Promise<string> {
  const providers = await listProviders(record, projectId, { before: null, limit: MORE_THAN_THERE_ARE })
  return toId('provider', providers.find((provider) => provider.name === name)?.id ?? '')
}
