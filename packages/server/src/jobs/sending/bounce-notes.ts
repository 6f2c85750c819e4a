import type { MessageChannel } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { type HardBounce, noteHardBounces } from '../../store/bounces.ts'
import { noteChannelBounces } from '../../store/channel-bounces.ts'
import type { Transaction } from '../../store/database.ts'
import { createGroupCommit } from '../../store/group-commit.ts'
import { noteSoftBounces } from '../../store/soft-bounces.ts'

type Bounce = HardBounce & { channel: MessageChannel }
type OfProject<Note> = Note & { projectId: number }

/** Writes down what services say of addresses, and waits for the commit. */
export type BounceNotes = {
  /** It does not exist. */
  hard(bounce: OfProject<Bounce>): Promise<void>
  /** A mailbox could not take a message, which the ledger knows already. */
  soft(bounce: OfProject<{ rowNo: number }>): Promise<void>
}

/** Writes them in groups, like the ledger: a list full of dead addresses must not take a transaction for each. */
export function openBounceNotes({ database, now }: Pick<Product, 'database' | 'now'>): BounceNotes {
  function noting<Note>(write: (transaction: Transaction, notes: Note[], at: Date) => Promise<void>) {
    const note = createGroupCommit(async (notes: OfProject<Note>[]) => {
      for (const [projectId, group] of Map.groupBy(notes, ({ projectId }) => projectId)) {
        await database.write({ projectId, actor: 'system' }, (transaction) => write(transaction, group, now()))
      }
      return notes.map(() => true)
    })
    return async (given: OfProject<Note>) => void (await note(given))
  }
  const rowNosOf = (notes: { rowNo: number }[]) => notes.map(({ rowNo }) => rowNo)
  return {
    hard: noting(noteBounces),
    soft: noting((transaction, notes: { rowNo: number }[], at) => noteSoftBounces(transaction, rowNosOf(notes), at)),
  }
}

/** The same for the bounces of one project in a transaction of it. */
export async function noteBounces(transaction: Transaction, bounces: Bounce[], at: Date): Promise<void> {
  for (const [channel, group] of Map.groupBy(bounces, (bounce) => bounce.channel)) {
    if (channel === 'email') await noteHardBounces(transaction, group, at)
    else await noteChannelBounces(transaction, channel, { bounces: group, at })
  }
}
