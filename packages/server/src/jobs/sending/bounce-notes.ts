import type { Product } from '../../product.ts'
import { type HardBounce, noteHardBounces } from '../../store/bounces.ts'
import { createGroupCommit } from '../../store/group-commit.ts'

/** Writes down that a mailbox does not exist, and waits for the commit. */
export type BounceNotes = (bounce: HardBounce & { projectId: number }) => Promise<void>

/** Writes them in groups, like the ledger: a list full of dead addresses must not take a transaction for each. */
export function openBounceNotes({ database, now }: Pick<Product, 'database' | 'now'>): BounceNotes {
  const note = createGroupCommit(async (bounces: (HardBounce & { projectId: number })[]) => {
    for (const [projectId, group] of Map.groupBy(bounces, ({ projectId }) => projectId)) {
      await database.write({ projectId, actor: 'system' }, (transaction) => noteHardBounces(transaction, group, now()))
    }
    return bounces.map(() => true)
  })
  return async (bounce) => void (await note(bounce))
}
