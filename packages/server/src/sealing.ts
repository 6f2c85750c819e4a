import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Product } from './product.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What is sealed. Each purpose has a key of its own, so that nothing can be moved from one place to another. */
export type SealedFor = 'idempotent answers' | 'dkim keys' | 'provider secrets'

/** Encrypts a text that is kept in the record, so that a copy of the database alone does not give it away. */
export function seal(text: string, purpose: SealedFor, product: Pick<Product, 'config' | 'randomBytes'>): string {
  const nonce = product.randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(product.config.secretKey, purpose), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** The text that was sealed; throws when the secret key is another one by now. */
export function unseal(sealed: string, purpose: SealedFor, { secretKey }: { secretKey: Buffer }): string {
  const bytes = Buffer.from(sealed, 'base64')
  const start = NONCE_BYTES + TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secretKey, purpose), bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, start))
  return decipher.update(bytes.subarray(start), undefined, 'utf8') + decipher.final('utf8')
}

function sealingKey(secretKey: Buffer, purpose: SealedFor): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32))
}
