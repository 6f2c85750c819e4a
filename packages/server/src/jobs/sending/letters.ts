import { toId } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { getCampaign } from '../../store/campaigns.ts'
import type { CampaignKey, LeasedDelivery } from '../../store/deliveries.ts'
import { type Letter, loadLetter, versionSent } from './letter.ts'
import { loadTextLetter, type TextLetter } from './text-letter.ts'

/** The letters of campaigns on their way, each version read once. */
export type Letters = {
  get(delivery: Pick<LeasedDelivery, 'projectId' | 'campaignId' | 'variant'>): Promise<Letter | TextLetter>
  /** Nothing more leaves of this campaign (a UUID). */
  forget(campaignId: string): void
}

export function createLetters(product: Pick<Product, 'database' | 'config'>): Letters {
  const known = new Map<string, Map<number | null, Promise<Letter | TextLetter>>>()

  function get({ projectId, campaignId, variant }: Parameters<Letters['get']>[0]): Promise<Letter | TextLetter> {
    const versions = known.get(campaignId) ?? new Map<number | null, Promise<Letter | TextLetter>>()
    known.set(campaignId, versions)
    const found = versions.get(variant)
    if (found) return found
    const letter = load(product, { projectId, id: campaignId }, variant)
    versions.set(variant, letter)
    letter.catch(() => versions.delete(variant))
    return letter
  }

  return { get, forget: (campaignId) => void known.delete(campaignId) }
}

async function load(
  product: Pick<Product, 'database' | 'config'>,
  key: CampaignKey,
  variant: number | null,
): Promise<Letter | TextLetter> {
  const campaign = await getCampaign(product.database, key.projectId, toId('campaign', key.id))
  const { channel } = campaign
  if (channel === 'email') return loadLetter(product, key, variant)
  return loadTextLetter(product, key.projectId, { ...versionSent(campaign, variant), channel })
}
