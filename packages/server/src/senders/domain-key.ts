import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { DkimKey } from '../email/dkim-key.ts'
import { domainsOf } from '../email/domains-of.ts'
import type { Product } from '../product.ts'
import { seal, unseal } from '../sealing.ts'
import type { Queryable } from '../store/database.ts'
import { type DomainKey, findDomainKey } from '../store/sending-domains.ts'

// RFC 8301, 3.2: at least 1024, better 2048; longer keys do not fit into what many DNS providers take.
const KEY_BITS = 2_048
const SELECTOR_BYTES = 4

const SEALED_FOR = 'dkim keys'

/** A fresh key for a domain, its private half sealed. A selector of its own: DNS may still hold an earlier key's. */
export async function makeDomainKey(
  domain: string,
  product: Pick<Product, 'config' | 'randomBytes'>,
): Promise<DomainKey> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS })
  return {
    domain,
    selector: `rollcall${product.randomBytes(SELECTOR_BYTES).toString('hex')}`,
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: seal(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), SEALED_FOR, product),
  }
}

// How old what is known of a key may be.
const KNOWN_FOR_MS = 2_000

/** The keys for mail of projects from addresses, for many messages: one that was added, replaced or removed holds in 2 s. */
export type DkimKeys = (projectId: number, from: string) => Promise<DkimKey | null>

export function createDkimKeys(product: Parameters<typeof findDkimKey>[0] & Pick<Product, 'now'>): DkimKeys {
  const known = new Map<string, { key: Promise<DkimKey | null>; untilMs: number }>()
  return (projectId, from) => {
    const [sender, nowMs] = [`${projectId} ${from}`, product.now().getTime()]
    const found = known.get(sender)
    if (found && nowMs < found.untilMs) return found.key
    const key = findDkimKey(product, projectId, from)
    known.set(sender, { key, untilMs: nowMs + KNOWN_FOR_MS })
    key.catch(() => known.delete(sender))
    return key
  }
}

/** A key that the secret key of now does not open; the message is a sentence. */
export class UnusableKeyError extends Error {}

/** The key for mail from an address: its domain's, or that of the nearest domain above (aligned by RFC 7489, 3.1.1). Throws an UnusableKeyError. */
export async function findDkimKey(
  { database, config }: { database: Queryable; config: Pick<Product['config'], 'secretKey'> },
  projectId: number,
  from: string,
): Promise<DkimKey | null> {
  const key = await findDomainKey(database, projectId, domainsOf(from))
  if (!key) return null
  const { domain, selector, privateKey } = key
  return { domain, selector, privateKey: openKey({ domain, privateKey }, config) }
}

function openKey(
  { domain, privateKey }: Pick<DomainKey, 'domain' | 'privateKey'>,
  config: Pick<Product['config'], 'secretKey'>,
): KeyObject {
  try {
    return createPrivateKey(unseal(privateKey, SEALED_FOR, config))
  } catch {
    throw new UnusableKeyError(
      `The DKIM key of ${domain} cannot be opened with the secret key that Rollcall has now. Give Rollcall its earlier secret key back, or remove ${domain} under Settings, Domains, and add it again.`,
    )
  }
}
