import type { MessageChannel } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { type AudienceRequest, compileAudience } from '../audience/campaign-audience.ts'
import { countAudience } from '../audience/count-audience.ts'
import { CHANNEL_NAMES, reachable } from '../audience/reachable.ts'
import { findMergeFields } from '../email/merge-fields.ts'
import { factsOf, type MessageFacts } from '../email/message-facts.ts'
import { CampaignTextError, type CampaignTexts, parseTemplates, personalise } from '../email/personalise.ts'
import { findLinkProblem } from '../outbound/ask-link.ts'
import { findChannelProblem } from '../senders/find-transport-problem.ts'
import { BUILT_IN } from '../senders/providers/kinds.ts'
import { loadCatalog } from '../store/catalog.ts'
import { findSendingProvider, type ProviderRecord } from '../store/providers.ts'
import { checkSender } from './check-sender.ts'
import { checkTextMessage } from './check-text-message.ts'
import {
  checkMessageItself,
  checkSubject,
  checkVariables,
  checkWayOut,
  counted,
  type Finding,
  found,
  named,
  unreadable,
} from './check-texts.ts'
import { type Asker, findPerson, type Person, surroundingsOf } from './compose.ts'
import { checkEmpty, countEmpty, type Variable } from './empty-fields.ts'
import { checkReputation } from './reputation.ts'

/** A campaign, saved or not. */
export type Checked = {
  texts: CampaignTexts
  audience: AudienceRequest | undefined
  channel: MessageChannel
  /** What it is to be sent through; the default unless given. */
  provider?: string | null | undefined
  from?: string | undefined
}

const MOST_LINKS = 50

/** What was found, in how many people's messages, and what the texts take from them. */
export type Looked = { findings: Finding[]; people: number | null; variables: Variable[] }

/** Everything that is looked at before a campaign leaves. With `links`, each link is asked whether it leads somewhere. */
export async function checkCampaign(asker: Asker, checked: Checked, links: boolean): Promise<Looked> {
  const { product, projectId } = asker
  const { texts, audience, channel } = checked
  const provider = await findSendingProvider(product.database, projectId, {
    text: checked.provider ?? null,
    channel,
  })
  const lowering =
    audience && (await compileAudience(product.database, projectId, { audience, now: product.now() })).lowering
  const people = lowering ? reachable(lowering, channel) : null
  const reached = await checkAudience(asker, lowering, channel)
  const person = await findPerson(asker, { contact: undefined, people })
  const transport = checkTransport(asker, channel, provider)
  if (channel !== 'email') {
    const told = await checkTextMessage(asker, { texts, channel, people })
    return { ...told, findings: [...told.findings, reached, transport] }
  }
  const told = await checkTexts(asker, texts, { people, person, links })
  const sender = await checkSender(asker, { from: checked.from, provider })
  const others = [reached, transport, sender, await checkReputation(asker)]
  return { ...told, findings: [...told.findings, ...others] }
}

/** What is found in the texts alone, for somebody of whom nothing is known. */
export async function checkTextsAlone(
  asker: Asker,
  { channel, ...texts }: CampaignTexts & { channel: MessageChannel },
): Promise<Finding[]> {
  if (channel !== 'email') return (await checkTextMessage(asker, { texts, channel, people: null })).findings
  return (await checkTexts(asker, texts, { people: null, person: null, links: false })).findings
}

type About = { people: Lowering | null; person: Person; links: boolean }

async function checkTexts(asker: Asker, texts: CampaignTexts, { people, person, links }: About): Promise<Looked> {
  const surroundings = await surroundingsOf(asker)
  const catalog = await loadCatalog(asker.product.database, asker.projectId, {})
  try {
    const mergeFields = findMergeFields(texts)
    const templates = parseTemplates(texts)
    // For somebody of whom nothing is known: what fails for them would fail for many.
    const content = personalise(templates, { ...surroundings, recipient: null })
    const shown = person ? personalise(templates, { ...surroundings, recipient: person.contact }) : content
    const facts = withoutOurs(factsOf(shown.html), asker.product.config.publicUrl)
    const asked = await countEmpty(asker, { mergeFields, catalog, people })
    const findings = [
      found('template', 'ok', 'The texts can be read.'),
      ...checkVariables(mergeFields, new Set(catalog.fields.map(({ key }) => key))),
      checkSubject(texts.subject, { subject: shown.subject, unknown: content.subject }),
      ...checkEmpty(asked),
      ...checkWayOut(texts, surroundings.postalAddress),
      ...checkMessageItself(texts.html.trim() === '' ? { ...shown, html: '' } : shown, facts),
      ...(links ? [await checkLinks(facts)] : []),
    ]
    return { findings, ...asked }
  } catch (error) {
    if (!(error instanceof CampaignTextError)) throw error
    return { findings: [unreadable(error)], people: null, variables: [] }
  }
}

// Our own links work, are as safe as the installation is, and opening them may mean something.
function withoutOurs(facts: MessageFacts, publicUrl: string): MessageFacts {
  const { origin } = new URL(publicUrl)
  return { ...facts, links: facts.links.filter((link) => new URL(link).origin !== origin) }
}

async function checkLinks({ links, deadLinks }: MessageFacts): Promise<Finding> {
  const asked = links.slice(0, MOST_LINKS)
  const answers = await Promise.all(asked.map((link) => findLinkProblem(link)))
  const problems = [
    ...deadLinks.map((link) => `${JSON.stringify(link)} is no address`),
    ...answers.flatMap((problem, place) => (problem === undefined ? [] : [`${asked[place]} ${problem}`])),
  ]
  if (problems.length > 0)
    return found(
      'broken_links',
      'warning',
      `${counted(problems.length, 'link does', 'links do')} not work: ${named(problems)}.`,
    )
  return found(
    'broken_links',
    'ok',
    asked.length === 0 ? 'There is no link to ask.' : 'Every link that was asked leads somewhere.',
  )
}

async function checkAudience(
  { product, projectId }: Asker,
  lowering: Lowering | undefined,
  channel: MessageChannel,
): Promise<Finding> {
  if (!lowering) return found('audience', 'error', 'No audience is chosen.')
  const { willBeSent, sentence } = await countAudience(product.index, projectId, { audience: lowering, channel })
  return found('audience', willBeSent === 0 ? 'error' : 'ok', sentence)
}

function checkTransport({ product }: Asker, channel: MessageChannel, provider: ProviderRecord | undefined): Finding {
  const problem = findChannelProblem(product.config, channel, provider)
  if (problem !== undefined) return found('transport', 'error', problem)
  if (provider && provider.kind !== BUILT_IN)
    return found(
      'transport',
      'ok',
      `${channel === 'email' ? 'Mail' : CHANNEL_NAMES[channel]} can leave through ${JSON.stringify(provider.name)}.`,
    )
  return found(
    'transport',
    'ok',
    product.config.smtpUrl === null ? 'Mail goes to the built-in catcher, and nowhere else.' : 'Mail can leave.',
  )
}
