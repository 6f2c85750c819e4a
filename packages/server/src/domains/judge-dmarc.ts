import type { Dns } from './dns.ts'
import { parseTags, type Verdict, verdict } from './verdict.ts'

// RFC 9989, 4.10: a name of more labels is looked up itself, then from seven labels on upwards.
const MOST_LABELS = 7

/** What receivers are asked to do with mail that only claims to be from the domain. Source: RFC 9989. */
export async function judgeDmarc(domain: string, dns: Dns): Promise<Verdict> {
  for (const name of namesUpwards(domain)) {
    const answer = await dns.texts(`_dmarc.${name}`)
    if (answer.is === 'unanswered') return verdict('unknown', `${answer.reason}; it will be asked again.`)
    if (answer.is === 'none') continue
    const policies = answer.texts.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/.test(text.trimStart()))
    if (policies.length === 0 && name !== domain) continue
    return judge(policies, answer.texts, name === domain ? undefined : name)
  }
  return verdict('missing', 'Neither the domain nor one above it says what to do with forged mail.')
}

function namesUpwards(domain: string): string[] {
  const labels = domain.split('.')
  const above = labels.slice(Math.max(1, labels.length - MOST_LABELS))
  return [domain, ...above.map((_, place) => above.slice(place).join('.')).filter((name) => name.includes('.'))]
}

function judge(policies: string[], texts: string[], above: string | undefined): Verdict {
  const wrong = (detail: string) => verdict('wrong', detail, texts)
  const [policy] = policies
  if (policy === undefined) return wrong('What stands here does not begin with v=DMARC1, so receivers skip it.')
  if (policies.length > 1) return wrong(`There are ${policies.length} policies; receivers then follow none. Keep one.`)
  const tags = parseTags(policy)
  if (!tags) return wrong('The policy cannot be read: it is no list of name=value; name=value.')
  const asked = (above === undefined ? undefined : tags.get('sp')) ?? tags.get('p')
  if (asked === undefined) return wrong('The policy has no p=. Begin with p=none.')
  if (!/^(none|quarantine|reject)$/i.test(asked))
    return wrong(`p=${asked} is not a policy; use none, quarantine or reject.`)
  const place = above === undefined ? 'The policy is in place' : `The policy of ${above} holds here, too`
  const old = tags.has('pct') ? ' It still has pct, which receivers no longer look at (RFC 9989): take it out.' : ''
  return verdict('ok', `${place}: ${words(asked.toLowerCase())}.${old}`, texts)
}

function words(policy: string): string {
  if (policy === 'none') return 'forged mail is let through and only reported'
  return policy === 'reject' ? 'forged mail is refused' : 'forged mail goes to the spam folder'
}
