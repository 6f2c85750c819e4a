import { createHmac, timingSafeEqual } from 'node:crypto'

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
const DOMAIN = 'rollcall tracking v1\0'

/** The token of an open pixel or a click link. It says all that there is to know and cannot be made without the secret key. */
export function toTrackingToken(secretKey: Buffer, claim: TrackingClaim): string {
  const url = claim.kind === 'click' ? Buffer.from(claim.url) : Buffer.alloc(0)
  const head = Buffer.alloc(MESSAGE_BYTES + LINK_NO_BYTES)
  head.writeUInt8(VERSION, 0)
  head.writeUInt8(KINDS.indexOf(claim.kind), 1)
  head.writeUInt32BE(claim.projectId, 2)
  head.writeUInt32BE(claim.rowNo, 6)
  head.write(claim.campaignUuid.replaceAll('-', ''), 10, 'hex')
  head.writeUInt16BE(claim.kind === 'click' ? claim.linkNo : 0, MESSAGE_BYTES)
  const told = Buffer.concat([head, url])
  return Buffer.concat([sign(secretKey, told), told]).toString('base64url')
}

/** What a token says, or undefined when we did not make it. */
export function parseTrackingToken(secretKey: Buffer, token: string): TrackingClaim | undefined {
  const bytes = Buffer.from(token, 'base64url')
  const told = bytes.subarray(MAC_BYTES)
  if (told.length < MESSAGE_BYTES + LINK_NO_BYTES || bytes.toString('base64url') !== token) return undefined
  if (!timingSafeEqual(sign(secretKey, told), bytes.subarray(0, MAC_BYTES))) return undefined
  const kind = KINDS[told.readUInt8(1)]
  if (told.readUInt8(0) !== VERSION || kind === undefined) return undefined
  const hex = told.toString('hex', 10, MESSAGE_BYTES)
  const message = {
    projectId: told.readUInt32BE(2),
    rowNo: told.readUInt32BE(6),
    campaignUuid: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  }
  if (kind === 'open') return { ...message, kind }
  const url = told.toString('utf8', MESSAGE_BYTES + LINK_NO_BYTES)
  return { ...message, kind, linkNo: told.readUInt16BE(MESSAGE_BYTES), url }
}

function sign(secretKey: Buffer, told: Buffer): Buffer {
  return createHmac('sha256', secretKey).update(DOMAIN).update(told).digest().subarray(0, MAC_BYTES)
}
