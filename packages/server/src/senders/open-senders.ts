import { openApiClient } from '../outbound/api-client.ts'
import type { Product } from '../product.ts'
import type { CampaignKey } from '../store/deliveries.ts'
import { findCampaignProvider, type ProviderRecord } from '../store/providers.ts'
import { openAccount } from './account.ts'
import { openBuiltInSenders } from './built-in-senders.ts'
import type { Tools } from './providers/provider-kind.ts'
import { reportUrlOf } from './report-url.ts'
import type { AnySender } from './sender.ts'
import { createShared, type Shared } from './shared-sender.ts'
import { takingMail, takingTexts } from './taking-one-kind.ts'

/** What something is sent through; `providerId` is the UUID of the account, null when there is none any more. */
export type Route = { sender: AnySender; providerId: string | null }

/** The senders of all projects. */
export type Senders = {
  /** What a campaign is sent through at this moment. */
  ofCampaign(campaign: CampaignKey): Promise<AnySender>
  /** The same, with whose account that is. */
  routeOf(campaign: CampaignKey): Promise<Route>
  /** What a provider sends through. */
  ofProvider(provider: ProviderRecord): Promise<AnySender>
  close(): Promise<void>
}

// So long a change of credentials, or of the default, may take to reach a campaign that is being sent.
const KNOWN_FOR_MS = 1_000
const MOST_KNOWN = 1_000

type Surroundings = Pick<Product, 'config' | 'database' | 'now' | 'randomBytes' | 'log'>

export function openSenders(product: Surroundings): Senders {
  const { allowPrivate } = product.config
  const tools: Omit<Tools, 'reportUrl'> = { api: openApiClient({ allowPrivate }), allowPrivate, now: product.now }
  const builtIn = openBuiltInSenders(product)
  const findKnown = rememberProviders(product)
  const shared = new Map<string, Shared & { version: number }>()

  async function ofProvider(provider: ProviderRecord | undefined): Promise<AnySender> {
    if (!provider) return NOTHING
    const known = shared.get(provider.id)
    // Another campaign may have heard of a newer one already.
    if (known && known.version >= provider.version) return known.sender
    known?.retire()
    const sender = openFor(provider)
    if (!sender) return takingMail(await builtIn.get(provider.projectId))
    const fresh = { ...createShared(sender), version: provider.version }
    shared.set(provider.id, fresh)
    return fresh.sender
  }

  function openFor(provider: ProviderRecord): AnySender | undefined {
    try {
      const account = openAccount(provider, product.config)
      if (!account) return undefined
      const { kind, settings } = account
      const own = { ...tools, reportUrl: reportUrlOf(product.config, provider) }
      return kind.openTexts ? takingTexts(kind.openTexts(settings, own)) : takingMail(kind.open(settings, own))
    } catch (error) {
      return refusing(error instanceof Error ? error.message : String(error))
    }
  }

  async function routeOf(campaign: CampaignKey): Promise<Route> {
    const provider = await findKnown(campaign)
    return { sender: await ofProvider(provider), providerId: provider?.id ?? null }
  }

  return {
    ofCampaign: async (campaign) => (await routeOf(campaign)).sender,
    routeOf,
    ofProvider,
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

// The built-in sending is always there for mail; on another channel the last provider may have gone meanwhile.
const NOTHING: AnySender = refusing(
  'No provider carries messages of this channel any more. Set one up under Settings, Providers.',
)

/** Nothing leaves until somebody does what the sentence says. */
function refusing(response: string): AnySender {
  return { send: async () => ({ outcome: 'rejected', refusal: 'sender', response }), close: async () => {} }
}
