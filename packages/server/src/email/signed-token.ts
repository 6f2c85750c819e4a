import { timingSafeEqual } from 'node:crypto'
import { createSigner } from './signer.ts'

// RFC 2104, 5: half of the hash is enough, and keeps links short.
const MAC_BYTES = 16

/** Tokens that say something and cannot be made without the secret key; a token of one purpose is worth nothing for another. */
export type SignedTokens = {
  toToken(told: Buffer): string
  /** What a token says, or undefined when we did not make it. */
  parse(token: string): Buffer | undefined
}

export function createSignedTokens(secretKey: Buffer, purpose: string): SignedTokens {
  const sign = createSigner(secretKey, purpose)
  return {
    toToken(told) {
      const token = Buffer.allocUnsafe(MAC_BYTES + told.length)
      sign(told).copy(token, 0, 0, MAC_BYTES)
      told.copy(token, MAC_BYTES)
      return token.toString('base64url')
    },
    parse(token) {
      const bytes = Buffer.from(token, 'base64url')
      const told = bytes.subarray(MAC_BYTES)
      if (told.length === 0 || bytes.toString('base64url') !== token) return undefined
      return timingSafeEqual(sign(told).subarray(0, MAC_BYTES), bytes.subarray(0, MAC_BYTES)) ? told : undefined
    },
  }
}
