import type { Answer, Dns } from './dns.ts'
import { type Verdict, verdict } from './verdict.ts'

// RFC 7208, 4.6.4: a receiver gives up after so many terms that ask DNS, counted over everything that is included.
const MOST_LOOKUPS = 10
const ASKS_DNS = /^[+?~-]?(include:|a([:/]|$)|mx([:/]|$)|ptr([:/]|$)|exists:)|^redirect=/i

/**
 * Whether receivers may take mail for the domain from what sends it. `wanted`: the terms that must be in it, such as
 * include:amazonses.com; none says that any will do. Source: RFC 7208.
 */
export async function judgeSpf(name: string, wanted: string[], dns: Dns): Promise<Verdict> {
  const answer = await dns.texts(name)
  if (answer.is === 'unanswered') return verdict('unknown', `${answer.reason}; it will be asked again.`)
  const records = recordsOf(answer)
  const [record] = records
  if (record === undefined) return verdict('missing', `${name} has no SPF record yet.`)
  const wrong = (detail: string) => verdict('wrong', detail, records)
  if (records.length > 1)
    return wrong(`There are ${records.length} SPF records, which receivers take for none. Put everything into one.`)
  const terms = termsOf(record)
  if (terms.some((term) => /^\+?all$/i.test(term)))
    return wrong('+all lets everybody send in your name. End with ~all.')
  const absent = wanted.filter((one) => !terms.some((term) => isSame(term, one)))
  if (absent.length > 0)
    return wrong(
      `It does not name ${absent.join(', ')}, so what sends your mail is not allowed. Add it before the end.`,
    )
  return judgeLookups(record, { dns, wrong, records })
}

type About = { dns: Dns; wrong: (detail: string) => Verdict; records: string[] }

async function judgeLookups(record: string, { dns, wrong, records }: About): Promise<Verdict> {
  const walk: Walk = { count: 0, problem: undefined, isUnsure: false }
  await countLookups(record, { walk, dns, above: [] })
  if (walk.problem !== undefined) return wrong(walk.problem)
  if (walk.count > MOST_LOOKUPS)
    return wrong(
      `It takes more than ${MOST_LOOKUPS} look-ups, after which receivers give up. Take out what no longer sends.`,
    )
  if (walk.isUnsure)
    return verdict('unknown', 'Not everything that it includes could be asked; it will be asked again.', records)
  return verdict('ok', `The record is in place; it takes ${walk.count} of ${MOST_LOOKUPS} look-ups.`, records)
}

type Walk = { count: number; problem: string | undefined; isUnsure: boolean }

// Ends soon: every record that is followed costs one of the look-ups.
async function countLookups(
  record: string,
  { walk, dns, above }: { walk: Walk; dns: Dns; above: string[] },
): Promise<void> {
  for (const term of termsOf(record)) {
    if (!ASKS_DNS.test(term)) continue
    walk.count += 1
    if (walk.count > MOST_LOOKUPS || walk.problem !== undefined) return
    const [, target] = /^[+?~-]?(?:include:|redirect=)(.+)$/i.exec(term) ?? []
    // A macro stands for the sender of one message.
    if (target === undefined || target.includes('%')) continue
    const name = target.toLowerCase()
    if (above.includes(name)) {
      walk.problem = `It includes itself through ${name}.`
      return
    }
    const answer = await dns.texts(name)
    const [included, ...more] = recordsOf(answer)
    if (answer.is === 'unanswered') walk.isUnsure = true
    else if (included === undefined || more.length > 0)
      walk.problem = `It includes ${name}, which has ${more.length > 0 ? 'several SPF records' : 'no SPF record'}: receivers take that for an error.`
    else await countLookups(included, { walk, dns, above: [...above, name] })
  }
}

function recordsOf(answer: Answer): string[] {
  return answer.is === 'found' ? answer.texts.filter((text) => /^v=spf1( |$)/i.test(text.trim())) : []
}

function termsOf(record: string): string[] {
  return record.trim().split(/\s+/).slice(1)
}

function isSame(term: string, wanted: string): boolean {
  return term.replace(/^\+/, '').toLowerCase() === wanted.toLowerCase()
}
