import type { Answer } from './dns.ts'
import { parseTags, type Verdict, verdict } from './verdict.ts'

/** Whether the key that mail is signed with stands in DNS. `publicKey`: SPKI in base64. Source: RFC 6376, 3.6.1; RFC 8301. */
export function judgeDkim(answer: Answer, publicKey: string): Verdict {
  if (answer.is === 'unanswered') return verdict('unknown', `${answer.reason}; it will be asked again.`)
  if (answer.is === 'none') return verdict('missing', 'There is no key at this name yet.')
  const { texts, through } = answer
  const wrong = (detail: string) => verdict('wrong', detail, texts)
  const keys = texts.map(parseTags).filter((tags) => tags?.has('p'))
  const [key] = keys
  if (!key) return wrong('What stands here is no DKIM key: it has no p=.')
  if (keys.length > 1) return wrong(`There are ${keys.length} keys at this name. Keep one: receivers may take any.`)
  const problem = findKeyProblem(key, publicKey)
  if (problem !== undefined) return wrong(problem)
  const way = through.length > 0 ? ` It stands at ${through.at(-1)}, where this name leads.` : ''
  return verdict('ok', `The key is in place.${way}`, texts)
}

function findKeyProblem(key: Map<string, string>, publicKey: string): string | undefined {
  const found = (key.get('p') ?? '').replace(/\s/g, '')
  if (found === '') return 'The key here is withdrawn: its p= is empty. Set the value anew.'
  if (found !== publicKey) {
    return publicKey.startsWith(found)
      ? `The key is cut off after ${found.length} of ${publicKey.length} characters. Set the value in pieces of up to 255 characters, each in quotes.`
      : 'Another key stands here, so receivers would take the signature for forged. Set the value anew.'
  }
  if ((key.get('v') ?? 'DKIM1') !== 'DKIM1') return `The key begins with v=${key.get('v')} instead of v=DKIM1.`
  if ((key.get('k') ?? 'rsa') !== 'rsa') return `The key says k=${key.get('k')}, but it is an RSA key: k=rsa.`
  const hashes = key
    .get('h')
    ?.split(':')
    .map((hash) => hash.trim())
  return hashes && !hashes.includes('sha256')
    ? `The key allows only ${hashes.join(', ')}; mail is signed with sha256.`
    : undefined
}
