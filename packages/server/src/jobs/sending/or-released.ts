import type { LeasedDelivery } from '../../store/deliveries.ts'
import { released } from './ending-of.ts'
import type { Ledger } from './ledger.ts'

/** Work with what was leased, before any of it is in hand: when it gives nothing, or fails, all goes back into the queue. */
export async function orReleased<Result>(
  { ledger }: { ledger: Ledger },
  leased: LeasedDelivery[],
  work: () => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const release = () => Promise.all(leased.map((delivery) => ledger.settle(released(delivery))))
  try {
    const result = await work()
    if (result === undefined) await release()
    return result
  } catch (error) {
    await release()
    throw error
  }
}
