/** A key's token: 256 random bits. */
export function toToken(bytes: Buffer): string {
  return `rk_${bytes.toString('base64url')}`
}

/** Enough to recognise a token by, too little to use it. */
export function toHint(token: string): string {
  return `${token.slice(0, 6)}…${token.slice(-4)}`
}
