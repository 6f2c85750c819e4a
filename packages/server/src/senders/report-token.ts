import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ReportSource } from '../store/provider-reports.ts'

/** Whose reports come to an address, and how: as calls of a webhook, or as mail. `id` is the provider's UUID. */
export type ReportClaim = { projectId: number; id: string }

const CLAIM_BYTES = 4 + 16
// RFC 2104, 5: half of the hash is enough.
const MAC_BYTES = 16

/** The end of the address that a provider reports to. Nobody can make one without the secret key. */
export function toReportToken(secretKey: Buffer, source: ReportSource, { projectId, id }: ReportClaim): string {
  const claim = Buffer.alloc(CLAIM_BYTES)
  claim.writeUInt32BE(projectId, 0)
  claim.write(id.replaceAll('-', ''), 4, 'hex')
  return Buffer.concat([claim, sign(secretKey, source, claim)]).toString('base64url')
}

/** Whose token it is, or undefined when we did not make it. */
export function parseReportToken(secretKey: Buffer, source: ReportSource, token: string): ReportClaim | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== CLAIM_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return undefined
  const claim = bytes.subarray(0, CLAIM_BYTES)
  if (!timingSafeEqual(sign(secretKey, source, claim), bytes.subarray(CLAIM_BYTES))) return undefined
  const hex = claim.toString('hex', 4)
  return {
    projectId: claim.readUInt32BE(0),
    id: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  }
}

function sign(secretKey: Buffer, source: ReportSource, claim: Buffer): Buffer {
  const domain = `rollcall ${source} report v1\0`
  return createHmac('sha256', secretKey).update(domain).update(claim).digest().subarray(0, MAC_BYTES)
}
