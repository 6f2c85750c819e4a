import { timingSafeEqual } from 'node:crypto'
import { MESSAGE_BYTES, type MessageClaim, readMessage, writeMessage } from './message-claim.ts'
import { createSigner } from './signer.ts'

/** Which link of which message it was, and where it leads. */
export type ClickClaim = MessageClaim & { linkNo: number; url: string }

const VERSION = 2
// RFC 2104, 5: half of the hash is enough, and keeps links short.
const MAC_BYTES = 16
// Each part is a multiple of three bytes, so that it is base64 by itself and is written once for all who have it in common.
const HEAD_BYTES = 3 + MESSAGE_BYTES
const LINK_BYTES = 2 + MAC_BYTES
const URL_AT = HEAD_BYTES + LINK_BYTES
// The campaign's UUID ends the head.
const CAMPAIGN_AT = HEAD_BYTES - 16

/** The tokens of click links, made for many links of many messages. */
export type ClickTokens = {
  ofMessage(message: MessageClaim): (linkNo: number, url: string) => string
  /** What a token says, or undefined when we did not make it. */
  parse(token: string): ClickClaim | undefined
}

type SignedLink = { message: MessageClaim; url: string; mac: Buffer; urlText: string }

/**
 * A token holds the exclusive or of two MACs: one of the message, one of the link in its campaign, so that a message takes
 * one hash and not one a link. Neither can be had without the secret key. Whoever holds two messages of a campaign could name
 * a link of one in the other, and nothing else: where it leads was signed by us for that campaign.
 */
export function createClickTokens(secretKey: Buffer): ClickTokens {
  const signMessage = createSigner(secretKey, 'rollcall click message v2')
  const signLink = createSigner(secretKey, 'rollcall click link v2')
  /** The latest at each place: nearly all links are the same for everybody. */
  const links = new Map<number, SignedLink>()

  function linkOf(message: MessageClaim, head: Buffer, { linkNo, url }: { linkNo: number; url: string }): SignedLink {
    const known = links.get(linkNo)
    if (known && known.url === url && isSameCampaign(known.message, message)) return known
    const target = Buffer.from(url)
    const mac = signLink(tellLink(head, linkNo, target))
    const link = { message, url, mac, urlText: target.toString('base64url') }
    links.set(linkNo, link)
    return link
  }

  return {
    ofMessage(message) {
      const head = toHead(message)
      const text = head.toString('base64url')
      const mac = signMessage(head)
      const part = Buffer.alloc(LINK_BYTES)
      return (linkNo, url) => {
        const link = linkOf(message, head, { linkNo, url })
        part.writeUInt16BE(linkNo, 0)
        writeBoth(part, mac, link.mac)
        return text + part.toString('base64url') + link.urlText
      }
    },
    parse(token) {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes[0] !== VERSION || bytes.length <= URL_AT || bytes.toString('base64url') !== token) return undefined
      const [head, target] = [bytes.subarray(0, HEAD_BYTES), bytes.subarray(URL_AT)]
      const linkNo = bytes.readUInt16BE(HEAD_BYTES)
      const expected = Buffer.alloc(LINK_BYTES)
      expected.writeUInt16BE(linkNo, 0)
      writeBoth(expected, signMessage(head), signLink(tellLink(head, linkNo, target)))
      if (!timingSafeEqual(expected, bytes.subarray(HEAD_BYTES, URL_AT))) return undefined
      return { ...readMessage(head, 3), linkNo, url: target.toString() }
    },
  }
}

function isSameCampaign(one: MessageClaim, other: MessageClaim): boolean {
  return one.campaignUuid === other.campaignUuid && one.projectId === other.projectId
}

function toHead(message: MessageClaim): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt8(VERSION, 0)
  writeMessage(head, 3, message)
  return head
}

/** Of the project and the campaign, not of the person. */
function tellLink(head: Buffer, linkNo: number, target: Buffer): Buffer {
  const told = Buffer.alloc(4 + 16 + 2)
  head.copy(told, 0, 3, 7)
  head.copy(told, 4, CAMPAIGN_AT)
  told.writeUInt16BE(linkNo, 20)
  return Buffer.concat([told, target])
}

function writeBoth(part: Buffer, one: Buffer, other: Buffer) {
  for (let place = 0; place < MAC_BYTES; place += 1) part[2 + place] = one[place] ^ other[place]
}
