/** Whose message of which campaign it was. */
export type MessageClaim = { projectId: number; rowNo: number; campaignUuid: string }

/** What a message takes in a token. */
export const MESSAGE_BYTES = 4 + 4 + 16

export function writeMessage(told: Buffer, at: number, { projectId, rowNo, campaignUuid }: MessageClaim): void {
  told.writeUInt32BE(projectId, at)
  told.writeUInt32BE(rowNo, at + 4)
  told.write(campaignUuid.replaceAll('-', ''), at + 8, 'hex')
}

export function readMessage(told: Buffer, at: number): MessageClaim {
  const hex = told.toString('hex', at + 8, at + MESSAGE_BYTES)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return { projectId: told.readUInt32BE(at), rowNo: told.readUInt32BE(at + 4), campaignUuid: parts.join('-') }
}
