import { createClickTokens } from './click-token.ts'
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
  ofMessage(message: MessageClaim): { open(): string; click(linkNo: number, url: string): string }
  /** What a token says, or undefined when we did not make it. */
  parse(token: string): TrackingClaim | undefined
}

export function createTrackingTokens(secretKey: Buffer): TrackingTokens {
  const opens = createSignedTokens(secretKey, 'rollcall tracking v1')
  const clicks = createClickTokens(secretKey)
  return {
    ofMessage: (message) => ({ open: () => opens.toToken(tellOpen(message)), click: clicks.ofMessage(message) }),
    parse(token) {
      const click = clicks.parse(token)
      if (click) return { kind: 'click', ...click }
      const told = opens.parse(token)
      return told && told.length >= HEAD_BYTES ? read(told) : undefined
    },
  }
}

function tellOpen(message: MessageClaim): Buffer {
  const told = Buffer.alloc(HEAD_BYTES)
  told.writeUInt8(VERSION, 0)
  told.writeUInt8(KINDS.indexOf('open'), 1)
  writeMessage(told, MESSAGE_AT, message)
  return told
}

// Links of messages that were sent before there were click tokens are of this kind, too: they are followed for years.
function read(told: Buffer): TrackingClaim | undefined {
  const kind = KINDS[told.readUInt8(1)]
  if (told.readUInt8(0) !== VERSION || kind === undefined) return undefined
  const message = readMessage(told, MESSAGE_AT)
  if (kind === 'open') return { ...message, kind }
  return { ...message, kind, linkNo: told.readUInt16BE(LINK_NO_AT), url: told.toString('utf8', HEAD_BYTES) }
}
