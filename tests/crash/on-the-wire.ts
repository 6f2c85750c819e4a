import { expect } from 'vitest'
import { openSmtpSender, parseSmtpUrl } from '../../packages/server/src/senders/smtp.ts'
import type { Random } from '../oracle/naive/random.ts'
import { startMailServer } from '../support/mail-server.ts'

/** Fewer than `most` pieces in a row. */
export function drawText(random: Random, pieces: string[], most: number): string {
  return Array.from({ length: random.below(most) }, () => random.pick(pieces)).join('')
}

/** A text by its lines, whichever way they end, without empty ones at its end. */
export function linesOf(text: string | undefined): string | undefined {
  return text?.replace(/\r\n|\r|\n/g, '\n').replace(/\n+$/, '')
}

/** Lines as they go over the wire: CR LF, whatever was typed, and none that a server may refuse. */
export function expectOnWire(no: number, bytes: Buffer): void {
  const wire = bytes.toString('latin1').split('\r\n')
  expect([no, wire.filter((line) => line.length > 998 || /[\r\n]/.test(line))]).toEqual([no, []])
}

type Server = Awaited<ReturnType<typeof startMailServer>>

/** Sends to a real server for as long as `work` takes. */
export async function throughServer(
  work: (parts: { server: Server; sender: ReturnType<typeof openSmtpSender> }) => Promise<void>,
): Promise<void> {
  const server = await startMailServer()
  const sender = openSmtpSender(parseSmtpUrl(server.url))
  await work({ server, sender })
  await sender.close()
  await server.close()
}
