import { RowBitmap } from '@rollcall/engine'
import type { Product } from '../../product.ts'
import { listSendingCampaigns } from '../../store/campaigns.ts'
import { findUnmaterialised, materialise } from '../../store/deliveries.ts'

/** Small enough that the first message leaves at once, large enough that a million takes a hundred transactions. */
const CHUNK_ROWS = 10_000

/** Puts the next chunk of each launched audience into the ledger. Returns whether more is left. */
export async function materialiseNext({ database, now }: Pick<Product, 'database' | 'now'>): Promise<boolean> {
  const campaigns = (await listSendingCampaigns(database)).filter(({ isMaterialised }) => !isMaterialised)
  for (const { projectId, id } of campaigns) {
    await database.write({ projectId, actor: 'system' }, async (transaction) => {
      const left = await findUnmaterialised(transaction, id)
      if (!left) return
      const rowNos = RowBitmap.fromBytes(left.members).slice({ after: left.materialisedTo, limit: CHUNK_ROWS })
      await materialise(transaction, id, { rowNos, isLast: rowNos.length < CHUNK_ROWS, at: now() })
    })
  }
  return campaigns.length > 0
}
