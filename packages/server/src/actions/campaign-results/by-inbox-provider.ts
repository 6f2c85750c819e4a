import { findInboxProvider } from '../../contacts/inbox-provider.ts'
import type { GroupCounts } from '../../store/campaign-groups.ts'

type OfProvider = GroupCounts & { provider: string | null }

const COUNTED = ['members', 'sent', 'delivered', 'failed', 'deferred', 'opened', 'clicked'] as const

/** Results by domain, added up for each who runs mailboxes: the largest first, domains of somebody's own together as null. */
export function byInboxProvider(domains: (GroupCounts & { domain: string })[]): OfProvider[] {
  const sums = new Map<string | null, OfProvider>()
  for (const { domain, ...counts } of domains) {
    const provider = findInboxProvider(domain) ?? null
    const known = sums.get(provider)
    if (!known) sums.set(provider, { provider, ...counts })
    else for (const key of COUNTED) known[key] += counts[key]
  }
  return [...sums.values()].sort((a, b) => b.members - a.members)
}
