import type { Product } from '../../product.ts'
import type { LeasedDelivery } from '../../store/deliveries.ts'
import { type Letter, loadLetter } from './letter.ts'

/** The letters of campaigns on their way, each version read once. */
export type Letters = {
  get(delivery: Pick<LeasedDelivery, 'projectId' | 'campaignId' | 'variant'>): Promise<Letter>
  /** Nothing more leaves of this campaign (a UUID). */
  forget(campaignId: string): void
}

export function createLetters(product: Pick<Product, 'database' | 'config'>): Letters {
  const known = new Map<string, Map<number | null, Promise<Letter>>>()

  function get({ projectId, campaignId, variant }: Parameters<Letters['get']>[0]): Promise<Letter> {
    const versions = known.get(campaignId) ?? new Map<number | null, Promise<Letter>>()
    known.set(campaignId, versions)
    const found = versions.get(variant)
    if (found) return found
    const letter = loadLetter(product, { projectId, id: campaignId }, variant)
    versions.set(variant, letter)
    letter.catch(() => versions.delete(variant))
    return letter
  }

  return { get, forget: (campaignId) => void known.delete(campaignId) }
}
