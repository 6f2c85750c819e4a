import { findLinkProblem } from '../outbound/ask-link.ts'
import { PUBLIC_REACH, type Reach } from '../outbound/reach.ts'
import { withDns } from './dns.ts'
import { type Verdict, verdict } from './verdict.ts'

/** `target` is the host of the product, `origin` what links would begin with. */
type Surroundings = { target: string; origin: string; servers: string[]; reach?: Reach }

/**
 * Whether links may begin with a host: DNS leads it to us, and something answers there as it does here. A host without a certificate
 * would break every link.
 */
export async function checkTrackingHost(
  host: string,
  { target, origin, servers, reach = PUBLIC_REACH }: Surroundings,
): Promise<Verdict> {
  const answer = await withDns(servers, (dns) => dns.aliases(host))
  if (answer.is === 'unanswered') return verdict('unknown', `${answer.reason}; it will be asked again.`)
  if (answer.is === 'none') return verdict('missing', `There is no CNAME at ${host} yet.`)
  if (!answer.texts.includes(target))
    return verdict('wrong', `The CNAME leads to ${answer.texts.at(-1)}, not to ${target}.`, answer.texts)
  const problem = await findLinkProblem(`${origin}/o/check`, reach)
  if (problem === undefined) return verdict('ok', 'The CNAME is right, and Rollcall answers there.', answer.texts)
  const detail = `The CNAME is right, but the host ${problem}. Your web server needs a certificate for ${host} and has to pass it on to Rollcall.`
  return verdict('wrong', detail, answer.texts)
}
