import { isIP } from 'node:net'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { MimeMessage } from '../email/outgoing-message.ts'
import { Handover } from './handover.ts'
import { isAboutServer } from './is-about-server.ts'
import { isLoopback } from './is-loopback.ts'
import type { SendOutcome } from './sender.ts'
import { toNote } from './to-note.ts'

/** Where and as whom to sign in. */
export type SmtpServer = {
  host: string
  port: number
  /** TLS from the first byte; otherwise STARTTLS as soon as the server offers it, which with a password it must. */
  secure: boolean
  auth: { user: string; pass: string } | null
  /** Where the host is; it is not asked for in any other way. Throws when it must not be asked. */
  resolve?: (host: string) => Promise<string>
}

/** How long to wait. RFC 5321, 4.5.3.2 allows servers ten minutes for their answer to a whole message. */
export type SmtpTimeouts = { connectMs: number; idleMs: number; messageMs: number }

export const SMTP_TIMEOUTS: SmtpTimeouts = { connectMs: 30_000, idleMs: 300_000, messageMs: 600_000 }

/** A signed-in connection for one message after the other. */
export type SmtpConnection = {
  send(message: MimeMessage): Promise<SendOutcome & { isUntouched: boolean }>
  isUsable(): boolean
  close(): void
}

/** Connects and signs in; throws when the server cannot be reached or refuses us. */
export async function connectSmtp(server: SmtpServer, timeouts: SmtpTimeouts = SMTP_TIMEOUTS): Promise<SmtpConnection> {
  const address = (await server.resolve?.(server.host)) ?? server.host
  const connection = new SMTPConnection({ ...toOptions(server, timeouts), host: address })
  let isOpen = true
  connection.on('end', () => {
    isOpen = false
  })
  try {
    await signIn(connection, server)
  } catch (error) {
    connection.close()
    throw isUnencrypted(error, server) ? new Error(unencrypted(server)) : error
  }
  const close = () => {
    isOpen = false
    connection.close()
  }
  return {
    isUsable: () => isOpen,
    close,
    async send(message) {
      const { mustClose, ...outcome } = await sendOne(connection, message, timeouts.messageMs)
      if (mustClose || !(await reset(connection, outcome))) close()
      return outcome
    },
  }
}

function toOptions(server: SmtpServer, { connectMs, idleMs }: SmtpTimeouts): SMTPConnectionOptions {
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: needsTls(server),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: idleMs,
    // An answer is a few lines; this ends one that never does.
    maxResponseSize: 64 * 1024,
    // The name that its certificate has to be for, whatever address the host was found at.
    ...(isIP(server.host) === 0 && { servername: server.host }),
  }
}

/** A password that goes beyond this machine goes encrypted, or not at all. */
function needsTls({ host, secure, auth }: SmtpServer): boolean {
  return auth !== null && !secure && !isLoopback(host)
}

/** A server that was asked for STARTTLS said no; one that fails in the middle of it is another matter. */
function isUnencrypted(error: unknown, server: SmtpServer): boolean {
  if (!needsTls(server) || !(error instanceof Error) || !('command' in error)) return false
  const isRefused = error.command === 'STARTTLS' && 'response' in error && error.response !== undefined
  return isRefused || /does not support required STARTTLS/.test(error.message)
}

function unencrypted({ host, port }: SmtpServer): string {
  return `${host}:${port} offers no encryption (STARTTLS), and the password is not sent without. Use TLS from the start (smtps://, most often port 465), turn STARTTLS on at the server, or sign in nowhere by leaving the password away.`
}

function signIn(connection: SMTPConnection, { auth }: SmtpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject)
    connection.on('end', () => reject(new Error(`The server ended the connection${said(connection)}`)))
    connection.connect((error) => {
      if (error) reject(error)
      else if (auth === null || !connection.allowsAuth) resolve()
      else connection.login(auth, (refusal) => (refusal ? reject(refusal) : resolve()))
    })
  })
}

function said({ lastServerResponse }: SMTPConnection): string {
  return lastServerResponse ? `: ${lastServerResponse}` : '.'
}

/** What happened, whether the server saw nothing of the message, and whether the connection is of no more use. */
type Attempt = SendOutcome & { isUntouched: boolean; mustClose: boolean }

function sendOne(connection: SMTPConnection, message: MimeMessage, messageMs: number): Promise<Attempt> {
  const handover = new Handover(connection, message.bytes)
  return new Promise((resolve) => {
    const deadline = setTimeout(() => finish(new Error('the server took too long')), messageMs)
    const finish = (error: SmtpError | null, response = '') => {
      clearTimeout(deadline)
      resolve(toAttempt(error, response, handover))
    }
    const envelope = { from: message.from, to: [message.to, ...message.bcc], size: message.bytes.length }
    connection.send(envelope, handover, (error, info) => {
      // Those who were to get a copy do not make up for the one whom it is for.
      const place = info?.rejected.indexOf(message.to) ?? -1
      finish(error ?? info?.rejectedErrors?.[place] ?? null, info?.response)
    })
  })
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string | false }

/** A reply decides; without one it depends on whether the whole message had been handed over. */
function toAttempt(error: SmtpError | null, response: string, handover: Handover): Attempt {
  const isUntouched = !handover.hasBegun
  if (!error) return { outcome: 'accepted', response: toNote(response), isUntouched, mustClose: false }
  const said = { response: toNote(error.response || error.message), isUntouched }
  const code = error.responseCode ?? 0
  if (code >= 400 && code < 500) return { ...said, ...putOff(error, code), mustClose: code === 421 }
  if (code >= 500 || isLocalRefusal(error)) return { ...said, outcome: 'rejected', mustClose: false }
  return { ...said, outcome: handover.hasEnded ? 'uncertain' : 'deferred', mustClose: true }
}

function putOff(
  { command, response, message }: SmtpError,
  code: number,
): Pick<SendOutcome, 'outcome'> & Partial<SendOutcome> {
  if (!isAboutServer({ code, command, response: response || message })) return { outcome: 'deferred' }
  const isToOne = (command === 'RCPT TO' || command === 'DATA') && code !== 421 && code !== 454
  return { outcome: 'deferred', isServerDown: true, ...(isToOne && { letsOthersPass: true }) }
}

/** Refused before a word went out: larger than the server announced, or not an address. */
function isLocalRefusal({ code, response }: SmtpError): boolean {
  return !response && (code === 'EMESSAGE' || code === 'EENVELOPE')
}

/** After a refusal the server forgets the message, and the connection goes on. */
function reset(connection: SMTPConnection, { outcome }: SendOutcome): Promise<boolean> {
  if (outcome === 'accepted') return Promise.resolve(true)
  return new Promise((resolve) => {
    connection.once('end', () => resolve(false))
    connection.reset((error) => resolve(!error))
  })
}
