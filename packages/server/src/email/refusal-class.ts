/**
 * What a server's final refusal (5xx) is about. recipient: the mailbox does not exist and never will take mail. sender: our
 * messages are refused whoever they are for, until somebody mends something. message: this message, or us, for now.
 */
export type RefusalClass = 'recipient' | 'sender' | 'message'

// RFC 3463 and the IANA registry of enhanced status codes.
const BY_STATUS: Record<string, RefusalClass> = {
  '5.1.0': 'recipient',
  '5.1.1': 'recipient',
  '5.1.2': 'recipient',
  '5.1.3': 'recipient',
  '5.1.6': 'recipient',
  '5.1.10': 'recipient',
  '5.2.1': 'recipient',
  '5.7.8': 'sender',
  '5.7.20': 'sender',
  '5.7.23': 'sender',
  '5.7.25': 'sender',
  '5.7.26': 'sender',
  '5.7.27': 'sender',
  // Microsoft: the sending domain does not meet the required authentication level.
  '5.7.515': 'sender',
}

// For servers that give no enhanced status.
const WORDS: [RegExp, RefusalClass][] = [
  [/\b(mailbox|quota|storage)\b.{0,20}\b(full|exceeded)|over ?quota/i, 'message'],
  [/\b(SPF|DKIM|DMARC)\b|not authenticated|unauthenticated|relay(ing)? (access )?denied/i, 'sender'],
  [/spam|blocked|blacklist|policy|reputation|rejected due to/i, 'message'],
  [/(no such|unknown|invalid|nonexistent|disabled) (user|recipient|mailbox|address|account)/i, 'recipient'],
  [
    /(user|recipient|mailbox|address|account)\b.{0,40}(unknown|not found|does not exist|doesn't exist|unavailable|disabled)/i,
    'recipient',
  ],
]

/** The class of a refusal by what the server said; what cannot be told is about the message, so that nobody is written off. */
export function refusalClassOf(response: string): RefusalClass {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0]
  const known = status === undefined || status === '5.0.0' ? undefined : (BY_STATUS[status] ?? 'message')
  return known ?? WORDS.find(([words]) => words.test(response))?.[1] ?? 'message'
}
