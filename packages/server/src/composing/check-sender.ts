import { domainsOf } from '../email/domains-of.ts'
import { findFromProblem } from '../senders/find-from-problem.ts'
import { leavesMachine } from '../senders/leaves-machine.ts'
import { getProject } from '../store/projects.ts'
import type { ProviderRecord } from '../store/providers.ts'
import { findVerifiedDomain, getDomain } from '../store/sending-domains.ts'
import { type Finding, found } from './check-texts.ts'
import type { Asker } from './compose.ts'
import { findStreamWarning } from './find-stream-warning.ts'

/** What mailbox providers will make of a sender: whether its domain is verified, and whether it is the one for marketing. */
export async function checkSender(
  { product, projectId }: Asker,
  { from, provider }: { from: string | undefined; provider: ProviderRecord | undefined },
): Promise<Finding> {
  const about = (level: Finding['level'], sentence: string) => found('sender_domain', level, sentence)
  if (!from?.includes('@')) return about('unknown', 'There is no sender yet, so its domain is not looked at.')
  const problem = await findFromProblem(product, { projectId, address: from, provider })
  if (problem !== undefined) return about('error', problem)
  if (!leavesMachine(product.config, provider))
    return about('ok', 'Mail stays on this machine, so the domain of the sender does not matter.')
  const { streams } = await getProject(product.database, projectId)
  const [own] = domainsOf(from)
  const elsewhere = findStreamWarning(streams, from, 'marketing')
  if (elsewhere !== undefined) return about('warning', elsewhere)
  const domain = await findVerifiedDomain(product.database, projectId, { address: from, now: product.now() })
  if (domain === undefined)
    return about('warning', `The domain ${own} is not verified: mailbox providers may take the mail for forged.`)
  const { verdicts } = await getDomain(product.database, projectId, domain)
  const lacking = (['spf', 'dmarc'] as const).filter((purpose) =>
    ['missing', 'wrong'].includes(verdicts[purpose]?.status ?? ''),
  )
  if (lacking.length === 0) return about('ok', `The domain ${domain} is verified.`)
  const names = lacking.map((purpose) => purpose.toUpperCase()).join(' and ')
  return about(
    'warning',
    `${names} of ${domain} ${lacking.length > 1 ? 'are' : 'is'} not right yet; large mailbox providers ask for it. Look under Domains.`,
  )
}
