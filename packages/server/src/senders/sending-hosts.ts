import type { Product } from '../product.ts'
import { listProviders } from '../store/providers.ts'
import { hostOf } from './find-transport-problem.ts'
import { isLoopback } from './is-loopback.ts'

// Nobody has more; a list without end would be read for each domain that is shown.
const MOST_PROVIDERS = 100

/** The hosts beyond this machine that mail of a project may be handed over to; none: it stays in the built-in catcher. */
export async function sendingHosts(
  { database, config }: Pick<Product, 'database' | 'config'>,
  projectId: number,
): Promise<string[]> {
  const providers = await listProviders(database, projectId, { before: null, limit: MOST_PROVIDERS })
  const hosts = providers.flatMap((provider) => {
    if (provider.channel !== 'email') return []
    try {
      return hostOf(config, provider) ?? []
    } catch {
      // Its secrets cannot be opened: nothing is sent through it either.
      return []
    }
  })
  return [...new Set(hosts)].filter((host) => !isLoopback(host))
}
