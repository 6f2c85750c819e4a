import { MESSAGE_BYTES, type MessageClaim, readMessage, writeMessage } from './message-claim.ts'
import { createSignedTokens } from './signed-token.ts'

const VERSION = 1

/** The token of an unsubscribe link. It says who leaves and from which message, cannot be made without the secret key, and never expires. */
export function toUnsubscribeToken(secretKey: Buffer, message: MessageClaim): string {
  const told = Buffer.alloc(1 + MESSAGE_BYTES)
  told.writeUInt8(VERSION, 0)
  writeMessage(told, 1, message)
  return tokens(secretKey).toToken(told)
}

/** What a token says, or undefined when we did not make it. */
export function parseUnsubscribeToken(secretKey: Buffer, token: string): MessageClaim | undefined {
  const told = tokens(secretKey).parse(token)
  if (told?.length !== 1 + MESSAGE_BYTES || told.readUInt8(0) !== VERSION) return undefined
  return readMessage(told, 1)
}

function tokens(secretKey: Buffer) {
  return createSignedTokens(secretKey, 'rollcall unsubscribe v1')
}
