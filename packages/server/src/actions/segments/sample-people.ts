import type { Lowering } from '@rollcall/filters'
import type { Reader } from '../../action.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'

/** The newest of those who match. */
export async function samplePeople({ product, caller }: Reader, lowering: Lowering, limit: number) {
  const { rows } = await product.index.page(caller.projectId, lowering, { limit })
  return listContactsByRowNos(product.database, caller.projectId, rows)
}
