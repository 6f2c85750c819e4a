import { timingSafeEqual } from 'node:crypto'
import { createSigner } from './signer.ts'

/** Whose message of which campaign it was. */
export type MessageClaim = { projectId: number; rowNo: number; campaignUuid: string }

/** An opened message, or a clicked link: its place in the template and where it leads. */
export type TrackingClaim = MessageClaim & ({ kind: 'open' } | { kind: 'click'; linkNo: number; url: string })

/** Longer targets are not tracked: the address would be longer than some mail programs open. */
export const LONGEST_URL_BYTES = 2_000

const VERSION = 1
const KINDS = ['open', 'click'] as const
const MESSAGE_BYTES = 2 + 4 + 4 + 16
const LINK_NO_BYTES = 2
// RFC 2104, 5: half of the hash is enough, and keeps the link short.
const MAC_BYTES = 16
const HEAD_BYTES = MESSAGE_BYTES + LINK_NO_BYTES

/** The tokens of open pixels and click links: each says all that there is to know, and cannot be made without the secret key. */
export type TrackingTokens = {
  toToken(claim: TrackingClaim): string
  /** What a token says, or undefined when we did not make it. */
  parse(token: string): TrackingClaim | undefined
}

export function createTrackingTokens(secretKey: Buffer): TrackingTokens {
  const sign = createSigner(secretKey, 'rollcall tracking v1')
  return {
    toToken(claim) {
      const told = tell(claim)
      const token = Buffer.allocUnsafe(MAC_BYTES + told.length)
      sign(told).copy(token, 0, 0, MAC_BYTES)
      told.copy(token, MAC_BYTES)
      return token.toString('base64url')
    },
    parse(token) {
      const bytes = Buffer.from(token, 'base64url')
      const told = bytes.subarray(MAC_BYTES)
      if (told.length < HEAD_BYTES || bytes.toString('base64url') !== token) return undefined
      if (!timingSafeEqual(sign(told).subarray(0, MAC_BYTES), bytes.subarray(0, MAC_BYTES))) return undefined
      return read(told)
    },
  }
}

function tell(claim: TrackingClaim): Buffer {
  const isClick = claim.kind === 'click'
  const told = Buffer.alloc(HEAD_BYTES + (isClick ? Buffer.byteLength(claim.url) : 0))
  told.writeUInt8(VERSION, 0)
  told.writeUInt8(KINDS.indexOf(claim.kind), 1)
  told.writeUInt32BE(claim.projectId, 2)
  told.writeUInt32BE(claim.rowNo, 6)
  told.write(claim.campaignUuid.replaceAll('-', ''), 10, 'hex')
  if (!isClick) return told
  told.writeUInt16BE(claim.linkNo, MESSAGE_BYTES)
  told.write(claim.url, HEAD_BYTES)
  return told
}

function read(told: Buffer): TrackingClaim | undefined {
  const kind = KINDS[told.readUInt8(1)]
  if (told.readUInt8(0) !== VERSION || kind === undefined) return undefined
  const hex = told.toString('hex', 10, MESSAGE_BYTES)
  const message = {
    projectId: told.readUInt32BE(2),
    rowNo: told.readUInt32BE(6),
    campaignUuid: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  }
  if (kind === 'open') return { ...message, kind }
  return { ...message, kind, linkNo: told.readUInt16BE(MESSAGE_BYTES), url: told.toString('utf8', HEAD_BYTES) }
}
