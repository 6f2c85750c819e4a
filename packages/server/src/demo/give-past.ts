import type { Product } from '../product.ts'
import { addSizeSteps, listFound } from '../store/demo-past.ts'
import { Chance } from './chance.ts'
import { sizeHistory } from './size-history.ts'

const SEED = 20_260_404

/** Gives the demo's segments sizes for some weeks before they were found, once the index has found them. */
export async function givePast({ database, index, log }: Product, projectId: number, position: string | null) {
  try {
    await index.caughtUp(projectId, position)
    await index.sizes(projectId)
    await index.recorded(projectId)
    const chance = new Chance(SEED)
    const found = await listFound(database, projectId)
    await addSizeSteps(
      database,
      projectId,
      found.flatMap((segment) => sizeHistory(chance, segment)),
    )
  } catch (error) {
    // The rest of the demo stands without it.
    log.warn('The segments of the demo begin without a past.', { reason: String(error) })
  }
}
