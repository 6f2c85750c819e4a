import type { TextChannel } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { noteAnswer, proofOf } from '../../store/channel-answers.ts'
import { findCampaignProvider } from '../../store/providers.ts'

type OptOut = { projectId: number; campaignId: string; channel: TextChannel; address: string; response: string }

/** Writes down that the person behind an address told the service that they want nothing more, and waits for the commit. */
export type OptOutNotes = (optOut: OptOut) => Promise<void>

export function openOptOutNotes({ database, now }: Pick<Product, 'database' | 'now'>): OptOutNotes {
  return async ({ projectId, campaignId, channel, address, response }) => {
    await database.write({ projectId, actor: 'system' }, async (transaction) => {
      const provider = await findCampaignProvider(transaction, { projectId, id: campaignId })
      const proof = proofOf(provider?.id ?? '', { word: response, reference: '' })
      await noteAnswer(transaction, { channel, address, what: 'stop', proof, at: now() })
    })
  }
}
