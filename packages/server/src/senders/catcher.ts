import { timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Product } from '../product.ts'
import { type ArrivedMessage, insertCaughtMessages } from '../store/caught-messages.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import type { SmtpServer } from './smtp-connection.ts'

/** The built-in mail catcher: a real SMTP server that keeps messages instead of passing them on. */
export type Catcher = {
  /** Where a project's mail goes, and as whom. */
  server(projectId: number): SmtpServer
  close(): Promise<void>
}

/** Common limit of receiving servers, and more than a campaign can have. */
const LARGEST_MESSAGE_BYTES = 25 * 1024 * 1024
const CLOSE_TIMEOUT_MS = 1_000

/** Starts the catcher on loopback, on a free port, with a password of its own for this process. */
export async function startCatcher(
  product: Pick<Product, 'database' | 'now' | 'randomBytes' | 'log'>,
): Promise<Catcher> {
  const password = product.randomBytes(32).toString('hex')
  const keep = createGroupCommit(async (messages: ArrivedMessage[]) => {
    await insertCaughtMessages(product.database, messages)
    return messages.map(() => true)
  })
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['PLAIN'],
    size: LARGEST_MESSAGE_BYTES,
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onAuth(auth, _session, callback) {
      const projectId = projectOf(auth.username)
      if (projectId === undefined || !isSame(auth.password ?? '', password))
        return callback(new Error('Wrong password'))
      callback(null, { user: projectId })
    },
    onData(stream, session, callback) {
      receive(stream, session, product.now())
        .then(keep)
        .then(
          () => callback(null, 'Kept by the catcher'),
          (error) => callback(toReply(error, product)),
        )
    },
  })
  // A client that goes away in the middle is its own problem.
  server.on('error', (error) => product.log.warn('The mail catcher met an error.', { reason: error.message }))
  const port = await listen(server)
  return {
    server: (projectId) => ({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user: `project-${projectId}`, pass: password },
    }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function listen(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const listener = server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      // why: a server that listens on TCP has an address with a port
      resolve((listener.address() as AddressInfo).port)
    })
  })
}

function projectOf(username: string | undefined): number | undefined {
  const digits = /^project-(\d{1,10})$/.exec(username ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function isSame(given: string, expected: string): boolean {
  const bytes = Buffer.from(given)
  return bytes.length === expected.length && timingSafeEqual(bytes, Buffer.from(expected))
}

class TooLargeError extends Error {}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, at: Date): Promise<ArrivedMessage> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
  if (stream.sizeExceeded) throw new TooLargeError(`The message is larger than ${LARGEST_MESSAGE_BYTES} bytes`)
  const raw = Buffer.concat(chunks)
  const { mailFrom, rcptTo } = session.envelope
  return {
    projectId: session.user,
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    subject: await readSubject(raw),
    raw,
    at,
  }
}

async function readSubject(raw: Buffer): Promise<string> {
  const end = raw.indexOf('\r\n\r\n')
  const { subject } = await PostalMime.parse(raw.subarray(0, end === -1 ? raw.length : end + 4))
  return (subject ?? '').replaceAll('\u0000', '')
}

// Not kept is not taken: the sender tries again after a 4xx.
function toReply(error: unknown, { log }: Pick<Product, 'log'>): Error {
  if (error instanceof TooLargeError) return Object.assign(error, { responseCode: 552 })
  log.error('The mail catcher could not keep a message.', { reason: String(error) })
  return Object.assign(new Error('The message could not be kept, try again'), { responseCode: 451 })
}
