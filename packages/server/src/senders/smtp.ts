import type { MimeMessage, OutgoingMessage } from '../email/outgoing-message.ts'
import type { MayLeave, Sender, SendOutcome } from './sender.ts'
import { signDkim } from './sign-dkim.ts'
import {
  connectSmtp,
  SMTP_TIMEOUTS,
  type SmtpConnection,
  type SmtpServer,
  type SmtpTimeouts,
} from './smtp-connection.ts'
import { toMime } from './to-mime.ts'
import { toNote } from './to-note.ts'

/** Servers dislike endless connections, and load balancers never see them again. */
const MESSAGES_PER_CONNECTION = 100

type Attempt = Awaited<ReturnType<SmtpConnection['send']>>
type Pooled = { connection: SmtpConnection; messages: number }

/**
 * Sends through an SMTP server. Opens as many connections as there are messages on their way at once, and keeps them.
 * Not nodemailer's own pool: that one sends a message again by itself when a connection breaks.
 */
export function openSmtpSender(server: SmtpServer, timeouts: SmtpTimeouts = SMTP_TIMEOUTS): Sender {
  return new SmtpSender(server, timeouts)
}

class SmtpSender implements Sender {
  readonly #server: SmtpServer
  readonly #timeouts: SmtpTimeouts
  readonly #idle: Pooled[] = []
  readonly #open = new Set<SmtpConnection>()
  #isClosed = false

  constructor(server: SmtpServer, timeouts: SmtpTimeouts) {
    this.#server = server
    this.#timeouts = timeouts
  }

  /** Written out and signed. What cannot be is refused when it is sent. */
  async prepare(message: OutgoingMessage): Promise<OutgoingMessage> {
    const mime = await written(message)
    return typeof mime === 'string' ? message : { ...message, mime }
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    // why: nobody says no to it
    return (await this.sendIf(message, async () => true)) as SendOutcome
  }

  /** Asked on a connection that is signed in: a server may take its time to greet. */
  async sendIf(message: OutgoingMessage, mayLeave: MayLeave): Promise<SendOutcome | undefined> {
    const mime = message.mime ?? (await written(message))
    if (typeof mime === 'string') return { outcome: 'rejected', response: `The message could not be written: ${mime}` }
    const kept = this.#takeIdle()
    if (!kept) return this.#sendFresh(mime, mayLeave)
    const attempt = await this.#sendOver(kept, mime, mayLeave)
    if (!attempt) return undefined
    const { isUntouched, ...outcome } = attempt
    // A server may end an idle connection at any moment; it has seen nothing of this message.
    const wasGone = isUntouched && outcome.outcome === 'deferred' && !kept.connection.isUsable()
    return wasGone ? this.#sendFresh(mime, mayLeave) : outcome
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const connection of this.#open) connection.close()
  }

  async #sendFresh(mime: MimeMessage, mayLeave: MayLeave): Promise<SendOutcome | undefined> {
    if (this.#isClosed) return { outcome: 'deferred', response: 'Rollcall was stopping.', isServerDown: true }
    try {
      const connection = await connectSmtp(this.#server, this.#timeouts)
      this.#open.add(connection)
      const attempt = await this.#sendOver({ connection, messages: 0 }, mime, mayLeave)
      if (!attempt) return undefined
      const { isUntouched: _, ...outcome } = attempt
      return outcome
    } catch (error) {
      if (isWrongPassword(error)) return { outcome: 'rejected', refusal: 'sender', response: sentenceOf(error) }
      return { outcome: 'deferred', response: sentenceOf(error), isServerDown: true }
    }
  }

  async #sendOver(pooled: Pooled, mime: MimeMessage, mayLeave: MayLeave): Promise<Attempt | undefined> {
    const attempt = (await mayLeave()) ? await pooled.connection.send(mime) : undefined
    if (attempt) pooled.messages += 1
    this.#giveBack(pooled)
    return attempt
  }

  #takeIdle(): Pooled | undefined {
    for (let next = this.#idle.pop(); next; next = this.#idle.pop()) {
      if (next.connection.isUsable()) return next
      this.#open.delete(next.connection)
    }
    return undefined
  }

  #giveBack(pooled: Pooled) {
    if (this.#isClosed || pooled.messages >= MESSAGES_PER_CONNECTION) pooled.connection.close()
    if (pooled.connection.isUsable()) this.#idle.push(pooled)
    else this.#open.delete(pooled.connection)
  }
}

async function written(message: OutgoingMessage): Promise<MimeMessage | string> {
  try {
    const mime = toMime(message)
    return message.dkim ? { ...mime, bytes: await signDkim(mime.bytes, message.dkim) } : mime
  } catch (error) {
    return sentenceOf(error)
  }
}

/** RFC 4954, 6: the server refuses who we say we are for good, 535 and the like; 454 is for now. */
function isWrongPassword(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  return error.code === 'EAUTH' && Number(error.responseCode) >= 500
}

function sentenceOf(error: unknown): string {
  return toNote(error instanceof Error ? error.message : String(error))
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
