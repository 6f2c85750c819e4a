import { hkdfSync } from 'node:crypto'

const KEY_BYTES = 32

/** The key under which addresses of people who were erased are hashed. Another secret key recognises none of them. */
export function addressKeyOf({ secretKey }: { secretKey: Buffer }): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'erased addresses', KEY_BYTES))
}
