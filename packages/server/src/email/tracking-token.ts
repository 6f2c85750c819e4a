import { MESSAGE_BYTES, type MessageClaim, readMessage, writeMessage } from './message-claim.ts'
import { createSignedTokens } from './signed-token.ts'

/** An opened message, or a clicked link: its place in the template and where it leads. */
export type TrackingClaim = MessageClaim & ({ kind: 'open' } | { kind: 'click'; linkNo: number; url: string })

/** Longer targets are not tracked: the address would be longer than some mail programs open. */
export const LONGEST_URL_BYTES = 2_000

const VERSION = 1
const KINDS = ['open', 'click'] as const
// After the version and the kind.
const MESSAGE_AT = 2
const LINK_NO_AT = MESSAGE_AT + MESSAGE_BYTES
const HEAD_BYTES = LINK_NO_AT + 2

/** The tokens of open pixels and click links: each says all that there is to know, and cannot be made without the secret key. */
export type TrackingTokens = {
  toToken(claim: TrackingClaim): string
  /** What a token says, or undefined when we did not make it. */
  parse(token: string): TrackingClaim | undefined
}

export function createTrackingTokens(secretKey: Buffer): TrackingTokens {
  const tokens = createSignedTokens(secretKey, 'rollcall tracking v1')
  return {
    toToken: (claim) => tokens.toToken(tell(claim)),
    parse(token) {
      const told = tokens.parse(token)
      return told && told.length >= HEAD_BYTES ? read(told) : undefined
    },
  }
}

function tell(claim: TrackingClaim): Buffer {
  const isClick = claim.kind === 'click'
  const told = Buffer.alloc(HEAD_BYTES + (isClick ? Buffer.byteLength(claim.url) : 0))
  told.writeUInt8(VERSION, 0)
  told.writeUInt8(KINDS.indexOf(claim.kind), 1)
  writeMessage(told, MESSAGE_AT, claim)
  if (!isClick) return told
  told.writeUInt16BE(claim.linkNo, LINK_NO_AT)
  told.write(claim.url, HEAD_BYTES)
  return told
}

function read(told: Buffer): TrackingClaim | undefined {
  const kind = KINDS[told.readUInt8(1)]
  if (told.readUInt8(0) !== VERSION || kind === undefined) return undefined
  const message = readMessage(told, MESSAGE_AT)
  if (kind === 'open') return { ...message, kind }
  return { ...message, kind, linkNo: told.readUInt16BE(LINK_NO_AT), url: told.toString('utf8', HEAD_BYTES) }
}
