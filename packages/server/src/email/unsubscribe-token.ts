import { createHmac, timingSafeEqual } from 'node:crypto'

/** Who unsubscribes, and from which message. */
export type UnsubscribeClaim = { projectId: number; rowNo: number; campaignUuid: string }

const VERSION = 1
const CLAIM_BYTES = 1 + 4 + 4 + 16
// RFC 2104, 5: half of the hash is enough, and keeps the link short.
const MAC_BYTES = 16
const DOMAIN = 'rollcall unsubscribe v1\0'

/** The token of an unsubscribe link. It says who is meant, cannot be made without the secret key, and never expires. */
export function toUnsubscribeToken(secretKey: Buffer, { projectId, rowNo, campaignUuid }: UnsubscribeClaim): string {
  const claim = Buffer.alloc(CLAIM_BYTES)
  claim.writeUInt8(VERSION, 0)
  claim.writeUInt32BE(projectId, 1)
  claim.writeUInt32BE(rowNo, 5)
  claim.write(campaignUuid.replaceAll('-', ''), 9, 'hex')
  return Buffer.concat([claim, sign(secretKey, claim)]).toString('base64url')
}

/** What a token says, or undefined when we did not make it. */
export function parseUnsubscribeToken(secretKey: Buffer, token: string): UnsubscribeClaim | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== CLAIM_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return undefined
  const claim = bytes.subarray(0, CLAIM_BYTES)
  if (!timingSafeEqual(sign(secretKey, claim), bytes.subarray(CLAIM_BYTES))) return undefined
  if (claim.readUInt8(0) !== VERSION) return undefined
  const hex = claim.toString('hex', 9)
  return {
    projectId: claim.readUInt32BE(1),
    rowNo: claim.readUInt32BE(5),
    campaignUuid: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  }
}

function sign(secretKey: Buffer, claim: Buffer): Buffer {
  return createHmac('sha256', secretKey).update(DOMAIN).update(claim).digest().subarray(0, MAC_BYTES)
}
