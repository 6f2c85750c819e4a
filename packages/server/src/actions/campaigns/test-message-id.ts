import type { Product } from '../../product.ts'

/** A Message-ID for a test, of which the ledger knows nothing. */
export function testMessageId({ config, randomBytes }: Pick<Product, 'config' | 'randomBytes'>): string {
  return `<test-${randomBytes(16).toString('hex')}@${new URL(config.publicUrl).hostname}>`
}
