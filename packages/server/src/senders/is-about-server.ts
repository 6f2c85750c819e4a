/** A temporary refusal (4xx), and which command it answers in nodemailer's words. */
export type TemporaryRefusal = { code: number; command: string | undefined; response: string }

// RFC 3463: 4.1 and 4.2 are about the address and its mailbox; 4.3 is the mail system, 4.7 its policy, such as how fast we may be.
const STATUS = /\b4\.([1-7])\.\d{1,3}\b/
// What passes with time for this one person.
const ABOUT_MAILBOX = /\b(mailbox|inbox)\b|mailbox_?full|over ?quota|gr[ea]y-?list/i
// For servers that give no enhanced status: Amazon SES, SendGrid and relays with a limit a day.
const ABOUT_SENDING = /thrott|\brate\b|\bquota\b|\blimit|too (many|much|fast|quickly)|insufficient system/i

/**
 * Whether a server that puts a message off would put off anybody's: it is closing, busy, or wants less of us. Otherwise it is
 * about the one mailbox, which may be full, or the server wants to see the message come again.
 */
export function isAboutServer({ code, command, response }: TemporaryRefusal): boolean {
  // RFC 5321, 4.2.3: 421 closes the connection. RFC 4954, 6, and Amazon SES: 454 is a server that cannot sign anybody in, or throttles.
  if (code === 421 || code === 454 || command === 'MAIL FROM') return true
  const about = STATUS.exec(response)?.[1]
  if (about === '1' || about === '2' || ABOUT_MAILBOX.test(response)) return false
  return about === '3' || about === '7' || ABOUT_SENDING.test(response)
}
