import { openApiClient } from '../outbound/api-client.ts'
import type { Product } from '../product.ts'
import type { CampaignKey } from '../store/deliveries.ts'
import { findCampaignProvider, type ProviderRecord } from '../store/providers.ts'
import { openAccount } from './account.ts'
import { openBuiltInSenders } from './built-in-senders.ts'
import type { Tools } from './providers/provider-kind.ts'
import type { Sender } from './sender.ts'
import { createShared, type Shared } from './shared-sender.ts'

/** The senders of all projects. */
export type Senders = {
  /** What a campaign is sent through at this moment. */
  ofCampaign(campaign: CampaignKey): Promise<Sender>
  /** What a provider sends through. */
  ofProvider(provider: ProviderRecord): Promise<Sender>
  close(): Promise<void>
}

// So long a change of credentials, or of the default, may take to reach a campaign that is being sent.
const KNOWN_FOR_MS = 1_000
const MOST_KNOWN = 1_000

type Surroundings = Pick<Product, 'config' | 'database' | 'now' | 'randomBytes' | 'log'>

export function openSenders(product: Surroundings): Senders {
  const { allowPrivate } = product.config
  const tools: Tools = { api: openApiClient({ allowPrivate }), allowPrivate, now: product.now }
  const builtIn = openBuiltInSenders(product)
  const findKnown = rememberProviders(product)
  const shared = new Map<string, Shared & { version: number }>()

  async function ofProvider(provider: ProviderRecord | undefined, projectId: number): Promise<Sender> {
    const known = provider && shared.get(provider.id)
    // Another campaign may have heard of a newer one already.
    if (known && known.version >= provider.version) return known.sender
    known?.retire()
    const sender = provider && openFor(provider)
    if (!sender) return builtIn.get(projectId)
    const fresh = { ...createShared(sender), version: provider.version }
    shared.set(provider.id, fresh)
    return fresh.sender
  }

  function openFor(provider: ProviderRecord): Sender | undefined {
    try {
      const account = openAccount(provider, product.config)
      return account?.kind.open(account.settings, tools)
    } catch (error) {
      return refusing(error instanceof Error ? error.message : String(error))
    }
  }

  return {
    ofCampaign: async (campaign) => ofProvider(await findKnown(campaign), campaign.projectId),
    ofProvider: (provider) => ofProvider(provider, provider.projectId),
    async close() {
      for (const { sender } of shared.values()) await sender.close()
      await builtIn.close()
      tools.api.close()
    },
  }
}

/** Asks the record which provider a campaign has, at most once a second. */
function rememberProviders({ database, now }: Surroundings) {
  const known = new Map<string, { atMs: number; provider: Promise<ProviderRecord | undefined> }>()
  return (campaign: CampaignKey): Promise<ProviderRecord | undefined> => {
    const atMs = now().getTime()
    const found = known.get(campaign.id)
    if (found && Math.abs(atMs - found.atMs) < KNOWN_FOR_MS) return found.provider
    if (known.size >= MOST_KNOWN) known.clear()
    const provider = findCampaignProvider(database, campaign)
    known.set(campaign.id, { atMs, provider })
    provider.catch(() => known.delete(campaign.id))
    return provider
  }
}

/** Nothing leaves until somebody does what the sentence says. */
function refusing(response: string): Sender {
  return { send: async () => ({ outcome: 'rejected', refusal: 'sender', response }), close: async () => {} }
}
