import { createSignedTokens } from './signed-token.ts'

const KINDS = ['address', 'sign-up'] as const

/** What is to be confirmed: the change of an address, or that somebody filled in a form, by its UUID. */
export type ConfirmClaim = { kind: (typeof KINDS)[number]; projectId: number; id: string }

const VERSION = 1
const BYTES = 1 + 1 + 4 + 16

/** The token of a confirmation link: 128 bits of it cannot be guessed. Whether it is used or over says the record. */
export function toConfirmToken(secretKey: Buffer, { kind, projectId, id }: ConfirmClaim): string {
  const told = Buffer.alloc(BYTES)
  told.writeUInt8(VERSION, 0)
  told.writeUInt8(KINDS.indexOf(kind), 1)
  told.writeUInt32BE(projectId, 2)
  told.write(id.replaceAll('-', ''), 6, 'hex')
  return tokens(secretKey).toToken(told)
}

/** What a token says, or undefined when we did not make it. */
export function parseConfirmToken(secretKey: Buffer, token: string): ConfirmClaim | undefined {
  const told = tokens(secretKey).parse(token)
  if (told?.length !== BYTES || told.readUInt8(0) !== VERSION) return undefined
  const kind = KINDS[told.readUInt8(1)]
  const hex = told.toString('hex', 6)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return kind && { kind, projectId: told.readUInt32BE(2), id: parts.join('-') }
}

function tokens(secretKey: Buffer) {
  return createSignedTokens(secretKey, 'rollcall confirm v1')
}
