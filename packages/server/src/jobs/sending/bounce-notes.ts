import type { MessageChannel } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { type HardBounce, noteHardBounces } from '../../store/bounces.ts'
import { noteChannelBounces } from '../../store/channel-bounces.ts'
import type { Transaction } from '../../store/database.ts'
import { createGroupCommit } from '../../store/group-commit.ts'

type Bounce = HardBounce & { projectId: number; channel: MessageChannel }

/** Writes down that an address does not exist, and waits for the commit. */
export type BounceNotes = (bounce: Bounce) => Promise<void>

/** Writes them in groups, like the ledger: a list full of dead addresses must not take a transaction for each. */
export function openBounceNotes({ database, now }: Pick<Product, 'database' | 'now'>): BounceNotes {
  const note = createGroupCommit(async (bounces: Bounce[]) => {
    for (const [projectId, group] of Map.groupBy(bounces, ({ projectId }) => projectId)) {
      await database.write({ projectId, actor: 'system' }, (transaction) => noteBounces(transaction, group, now()))
    }
    return bounces.map(() => true)
  })
  return async (bounce) => void (await note(bounce))
}

/** The same for the bounces of one project in a transaction of it. */
export async function noteBounces(
  transaction: Transaction,
  bounces: (HardBounce & { channel: MessageChannel })[],
  at: Date,
): Promise<void> {
  for (const [channel, group] of Map.groupBy(bounces, (bounce) => bounce.channel)) {
    if (channel === 'email') await noteHardBounces(transaction, group, at)
    else await noteChannelBounces(transaction, channel, { bounces: group, at })
  }
}
