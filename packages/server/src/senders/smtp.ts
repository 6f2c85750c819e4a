import type { Sender, SendOutcome } from './sender.ts'
import {
  connectSmtp,
  SMTP_TIMEOUTS,
  type SmtpConnection,
  type SmtpServer,
  type SmtpTimeouts,
} from './smtp-connection.ts'
import { type MimeMessage, toMime } from './to-mime.ts'

/** Servers dislike endless connections, and load balancers never see them again. */
const MESSAGES_PER_CONNECTION = 100

type Pooled = { connection: SmtpConnection; messages: number }

/**
 * Sends through an SMTP server. Opens as many connections as there are messages on their way at once, and keeps them.
 * Not nodemailer's own pool: that one sends a message again by itself when a connection breaks.
 */
export function openSmtpSender(server: SmtpServer, timeouts: SmtpTimeouts = SMTP_TIMEOUTS): Sender {
  const idle: Pooled[] = []
  const open = new Set<SmtpConnection>()
  let isClosed = false

  async function connect(): Promise<Pooled> {
    const connection = await connectSmtp(server, timeouts)
    open.add(connection)
    return { connection, messages: 0 }
  }

  function takeIdle(): Pooled | undefined {
    for (let next = idle.pop(); next; next = idle.pop()) {
      if (next.connection.isUsable()) return next
      open.delete(next.connection)
    }
    return undefined
  }

  function giveBack(pooled: Pooled) {
    const isSpent = isClosed || pooled.messages >= MESSAGES_PER_CONNECTION
    if (isSpent) pooled.connection.close()
    if (pooled.connection.isUsable()) idle.push(pooled)
    else open.delete(pooled.connection)
  }

  async function sendOver(pooled: Pooled, mime: MimeMessage) {
    pooled.messages += 1
    const { isUntouched, outcome, response } = await pooled.connection.send(mime)
    giveBack(pooled)
    return { isUntouched, outcome, response }
  }

  async function sendMime(mime: MimeMessage): Promise<SendOutcome> {
    const kept = takeIdle()
    if (kept) {
      const { isUntouched, ...outcome } = await sendOver(kept, mime)
      // A server may end an idle connection at any moment; it has seen nothing of this message.
      const wasGone = isUntouched && outcome.outcome === 'deferred' && !kept.connection.isUsable()
      if (!wasGone) return outcome
    }
    return sendFresh(mime)
  }

  async function sendFresh(mime: MimeMessage): Promise<SendOutcome> {
    if (isClosed) return { outcome: 'deferred', response: 'Rollcall was stopping.', isServerDown: true }
    try {
      const { isUntouched: _, ...outcome } = await sendOver(await connect(), mime)
      return outcome
    } catch (error) {
      return { outcome: 'deferred', response: sentenceOf(error), isServerDown: true }
    }
  }

  return {
    async send(message) {
      const mime = await toMime(message).catch((error) => sentenceOf(error))
      if (typeof mime === 'string')
        return { outcome: 'rejected', response: `The message could not be written: ${mime}` }
      return sendMime(mime)
    },
    async close() {
      isClosed = true
      for (const connection of open) connection.close()
    },
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What an SMTP URL means: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  if (!secure && url.protocol !== 'smtp:')
    throw new Error(`${url.protocol} is not an SMTP URL; write smtp:// or smtps://.`)
  const user = decodeURIComponent(url.username)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    auth: user === '' ? null : { user, pass: decodeURIComponent(url.password) },
  }
}
