import { MESSAGE_BYTES, type MessageClaim, readMessage, writeMessage } from './message-claim.ts'
import { createSignedTokens, type SignedTokens } from './signed-token.ts'

const VERSION = 1

/** What a token of a message is for: one for leaving is worth nothing for choosing. */
export type MessagePurpose = 'rollcall unsubscribe v1' | 'rollcall preferences v1'

/** A token that says whose message it was and from which campaign, cannot be made without the secret key, and never expires. */
export function toMessageToken(secretKey: Buffer, purpose: MessagePurpose, message: MessageClaim): string {
  const told = Buffer.alloc(1 + MESSAGE_BYTES)
  told.writeUInt8(VERSION, 0)
  writeMessage(told, 1, message)
  return tokensOf(secretKey, purpose).toToken(told)
}

/** What a token says, or undefined when we did not make it for that. */
export function parseMessageToken(secretKey: Buffer, purpose: MessagePurpose, token: string): MessageClaim | undefined {
  const told = tokensOf(secretKey, purpose).parse(token)
  if (told?.length !== 1 + MESSAGE_BYTES || told.readUInt8(0) !== VERSION) return undefined
  return readMessage(told, 1)
}

const known = new WeakMap<Buffer, Map<MessagePurpose, SignedTokens>>()

// Made once for a key, for all messages.
function tokensOf(secretKey: Buffer, purpose: MessagePurpose): SignedTokens {
  const ofKey = known.get(secretKey) ?? new Map<MessagePurpose, SignedTokens>()
  known.set(secretKey, ofKey)
  const tokens = ofKey.get(purpose) ?? createSignedTokens(secretKey, purpose)
  ofKey.set(purpose, tokens)
  return tokens
}
