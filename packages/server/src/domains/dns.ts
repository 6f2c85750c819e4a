import { Resolver } from 'node:dns/promises'

/** What DNS said. none: there is no such record. unanswered: nobody knows; the same question may be answered later. */
export type Answer =
  | { is: 'found'; texts: string[]; through: string[] }
  | { is: 'none' }
  | { is: 'unanswered'; reason: string }

/** Questions to DNS, together within one time. */
export type Dns = {
  /** The texts (TXT) of a name, also behind aliases (CNAME), which are named in `through`. */
  texts(name: string): Promise<Answer>
  /** Where the aliases (CNAME) of a name lead, one after the other. */
  aliases(name: string): Promise<Answer>
}

const TIMEOUT_MS = 2_000
const ALL_WITHIN_MS = 10_000
const MOST_ALIASES = 5

/** Asks these servers (`127.0.0.1:53`), or those of the machine when there are none, and stops after ten seconds. */
export async function withDns<Result>(servers: string[], work: (dns: Dns) => Promise<Result>): Promise<Result> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 })
  if (servers.length > 0) resolver.setServers(servers)
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort()
    resolver.cancel()
  }, ALL_WITHIN_MS)
  try {
    const start = { isLate: late.signal, through: [] }
    return await work({
      texts: (name) => askTexts(resolver, { name, ...start }),
      aliases: (name) => askAliases(resolver, { name, ...start }),
    })
  } finally {
    clearTimeout(timer)
  }
}

type Question = { name: string; isLate: AbortSignal; through: string[] }

async function askTexts(resolver: Resolver, { name, isLate, through }: Question): Promise<Answer> {
  if (isLate.aborted) return { is: 'unanswered', reason: 'DNS took too long' }
  const [texts, aliases] = await Promise.all([ask(resolver.resolveTxt(name)), ask(resolver.resolveCname(name))])
  const alias = typeof aliases === 'string' ? undefined : aliases.at(0)
  if (typeof texts === 'string') return { is: 'unanswered', reason: texts }
  const passed = alias === undefined ? through : [...through, alias]
  if (texts.length > 0) return { is: 'found', texts: texts.map((pieces) => pieces.join('')), through: passed }
  // Most servers answer with what is behind the alias at once; those that know only their own names do not.
  if (alias === undefined || passed.length > MOST_ALIASES) return { is: 'none' }
  return askTexts(resolver, { name: alias, isLate, through: passed })
}

async function askAliases(resolver: Resolver, { name, isLate, through }: Question): Promise<Answer> {
  const aliases = isLate.aborted ? 'DNS took too long' : await ask(resolver.resolveCname(name))
  if (typeof aliases === 'string') return { is: 'unanswered', reason: aliases }
  const [alias] = aliases
  if (alias !== undefined && through.length < MOST_ALIASES)
    return askAliases(resolver, { name: alias, isLate, through: [...through, alias.toLowerCase()] })
  return through.length > 0 ? { is: 'found', texts: through, through } : { is: 'none' }
}

/** Nothing there is an answer, too; anything else is a reason why there is none. */
async function ask<Record>(question: Promise<Record[]>): Promise<Record[] | string> {
  try {
    return await question
  } catch (error) {
    // why: errors of node:dns carry a code, which Error does not declare
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    return code === 'ETIMEOUT' || code === 'ECANCELLED' ? 'DNS took too long' : `DNS answered ${code ?? String(error)}`
  }
}
