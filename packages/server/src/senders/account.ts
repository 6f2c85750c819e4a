import type { Product } from '../product.ts'
import { seal, unseal } from '../sealing.ts'
import type { ProviderRecord } from '../store/providers.ts'
import { findKind } from './providers/kinds.ts'
import type { ProviderKind, Settings } from './providers/provider-kind.ts'

/** A service and everything that is needed to use it, secrets included. */
export type Account = { kind: ProviderKind; settings: Settings }

const SEALED_FOR = 'provider secrets'
const HINT_LETTERS = 4
// Of a shorter one too much would be shown.
const SHORTEST_HINTED = 12

/** What a provider of the record is, ready to be used; undefined for the built-in sending. Throws a sentence. */
export function openAccount(
  { kind: id, name, settings, secrets }: Pick<ProviderRecord, 'kind' | 'name' | 'settings' | 'secrets'>,
  config: Pick<Product['config'], 'secretKey'>,
): Account | undefined {
  const kind = findKind(id)
  if (!kind) return undefined
  return { kind, settings: withFallbacks(kind, { ...settings, ...openSecrets({ name, secrets }, config) }) }
}

function withFallbacks(kind: ProviderKind, given: Settings): Settings {
  return Object.fromEntries(Object.entries(kind.fields).map(([key, { fallback }]) => [key, given[key] || fallback]))
}

/** The secrets of a provider. Throws a sentence when the secret key is another one by now. */
export function openSecrets(
  { name, secrets }: Pick<ProviderRecord, 'name' | 'secrets'>,
  config: Pick<Product['config'], 'secretKey'>,
): Settings {
  if (secrets === null) return {}
  try {
    // why: sealSecrets wrote it, and nobody else can
    return JSON.parse(unseal(secrets, SEALED_FOR, config)) as Settings
  } catch {
    throw new Error(
      `The secrets of ${JSON.stringify(name)} cannot be opened with the secret key that Rollcall has now. Enter them again.`,
    )
  }
}

/** Secrets as the record keeps them, with the letters by which people tell them apart. */
export function sealSecrets(
  secrets: Settings,
  product: Pick<Product, 'config' | 'randomBytes'>,
): Pick<ProviderRecord, 'secrets' | 'hints'> {
  const set = Object.entries(secrets).filter(([, text]) => text !== '')
  if (set.length === 0) return { secrets: null, hints: {} }
  const hints = set.map(([key, text]) => [key, text.length < SHORTEST_HINTED ? '' : text.slice(-HINT_LETTERS)])
  return {
    secrets: seal(JSON.stringify(Object.fromEntries(set)), SEALED_FOR, product),
    hints: Object.fromEntries(hints),
  }
}
