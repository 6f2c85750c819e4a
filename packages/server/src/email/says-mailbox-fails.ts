// RFC 3463, 3: addresses, mailboxes, the mail system that holds them (but for messages that are too big), the way to it.
// What is about protocol, content or policy is about us.
const ABOUT_MAILBOX = /\b[45]\.(?:[124]\.\d{1,3}|3\.(?!4\b)\d{1,3})\b/
const STATUS = /\b[45]\.\d{1,3}\.\d{1,3}\b/
const ANY_STATUS = /\b[45]\.0\.0\b/
const WORDS =
  /\b(mailbox|quota|storage|inbox)\b.{0,20}(full|exceed|unavailable|disabled|busy|locked)|mailbox_?full|over ?quota|host (not found|unreachable)|no route to host/i
const ABOUT_US = /spam|blocked|blacklist|policy|reputation|\b(SPF|DKIM|DMARC)\b|authenticat/i

/**
 * Whether what a server said of a message that did not arrive is about the mailbox: full, disabled, not to be reached. What
 * cannot be told is not, so that a sender whom servers turn away does not write off the people.
 */
export function saysMailboxFails(response: string): boolean {
  if (ABOUT_US.test(response)) return false
  const said = response.replace(ANY_STATUS, '')
  return STATUS.test(said) ? ABOUT_MAILBOX.test(said) : WORDS.test(said)
}
