import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** A message that the mail server took over. */
export type ReceivedMessage = { to: string; raw: string; connection: string }

/**
 * How a mail server treats a message: a reply to the recipient or to the whole message, or a broken connection before or after
 * the final dot; `swallow` takes it over without ever answering.
 */
export type Fault =
  | { at: 'rcpt' | 'message'; code: number; text?: string }
  | { at: 'reset-before-dot' | 'reset-after-dot' | 'swallow' }

export type MailServer = {
  url: string
  /** Everything that was taken over, in order; a message whose answer was lost counts. */
  received: ReceivedMessage[]
  /** Who was asked for, refused ones too. */
  asked: string[]
  close(): Promise<void>
}

/** A real SMTP server on loopback that behaves as badly as `faultFor` says, and greets nobody before `greet` is done. */
export async function startMailServer(
  faultFor: (to: string) => Fault | undefined = () => undefined,
  { port: wantedPort = 0, keepsText = true, greet = async () => {} } = {},
): Promise<MailServer> {
  const received: ReceivedMessage[] = []
  const asked: string[] = []
  const sockets = new Map<string, Socket>()
  const breakOff = (session: SMTPServerSession) => sockets.get(`${session.remotePort}`)?.resetAndDestroy()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (_session, callback) => void greet().then(() => callback()),
    onRcptTo({ address }, _session, callback) {
      asked.push(address)
      const fault = faultFor(address)
      callback(fault?.at === 'rcpt' ? toReply(fault) : null)
    },
    onData(stream, session, callback) {
      const to = session.envelope.rcptTo[0].address
      const fault = faultFor(to)
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => {
        if (fault?.at === 'reset-before-dot') breakOff(session)
        else if (keepsText) chunks.push(chunk)
      })
      stream.on('end', () => {
        if (fault?.at === 'message') return callback(toReply(fault))
        if (fault?.at === 'reset-before-dot') return
        received.push({ to, raw: Buffer.concat(chunks).toString(), connection: session.id })
        if (fault?.at === 'reset-after-dot') return breakOff(session)
        if (fault?.at === 'swallow') return
        callback(null, 'Taken over')
      })
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => sockets.set(`${socket.remotePort}`, socket))
  const listener = server.listen(wantedPort, '127.0.0.1')
  await new Promise((resolve) => listener.once('listening', resolve))
  // why: a server that listens on TCP has an address with a port
  const { port } = listener.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    asked,
    async close() {
      for (const socket of sockets.values()) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function toReply({ code, text }: { code: number; text?: string }): Error {
  return Object.assign(new Error(text ?? `Refused with ${code}`), { responseCode: code })
}
