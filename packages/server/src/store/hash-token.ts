import { createHash } from 'node:crypto'

/** What is kept of a token. A plain hash is enough: tokens carry 256 random bits, so there is nothing to guess from. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
