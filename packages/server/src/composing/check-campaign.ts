import type { MessageChannel } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { countAudience } from '../audience/count-audience.ts'
import type { People } from '../audience/people-of.ts'
import { CHANNEL_NAMES } from '../audience/reachable.ts'
import { findMergeFields } from '../email/merge-fields.ts'
import { factsOf, type MessageFacts } from '../email/message-facts.ts'
import { CampaignTextError, parseTemplates, personalise, type WrittenTexts } from '../email/personalise.ts'
import { findLinkProblem } from '../outbound/ask-link.ts'
import { findChannelProblem } from '../senders/find-transport-problem.ts'
import { BUILT_IN } from '../senders/providers/kinds.ts'
import type { CampaignRecord } from '../store/campaigns.ts'
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
import { type Addressed, type Asker, findPeople, findPerson, type Person, surroundingsOf } from './compose.ts'
import { checkEmpty, countEmpty, type Variable } from './empty-fields.ts'
import { type Added, htmlAsSent } from './html-as-sent.ts'
import { checkReputation } from './reputation.ts'

/** A campaign, saved or not. */
export type Checked = Addressed & {
  texts: WrittenTexts & Pick<CampaignRecord, 'variants' | 'fromName'>
  channel: MessageChannel
  /** What it is to be sent through; the default unless given. */
  provider?: string | null | undefined
  from?: string | undefined
} & Partial<Added>

const MOST_LINKS = 50

/** What was found, in how many people's messages, and what the texts take from them. */
export type Looked = { findings: Finding[]; people: number | null; variables: Variable[] }

/**
 * Everything that is looked at before a campaign leaves, in version A, and about whom. With `links`, each link is asked whether
 * it leads somewhere.
 */
export async function checkCampaign(
  asker: Asker,
  checked: Checked,
  links: boolean,
): Promise<Looked & { about: About }> {
  const { product, projectId } = asker
  const { channel } = checked
  const provider = await findSendingProvider(product.database, projectId, { text: checked.provider ?? null, channel })
  const addressed = await findPeople(asker, checked)
  const people = addressed?.reached ?? null
  const person = await findPerson(asker, { contact: undefined, people })
  const about = { people, person, links, utm: checked.utm, tracking: checked.tracking }
  const told = await checkTexts(asker, { ...checked.texts, channel }, about)
  const others = [await checkAudience(asker, addressed), checkTransport(asker, channel, provider)]
  if (channel !== 'email') return { ...told, findings: [...told.findings, ...others], about }
  const mail = [await checkSender(asker, { from: checked.from, provider }), await checkReputation(asker)]
  return { ...told, findings: [...told.findings, ...others, ...mail], about }
}

/** Nobody in particular: then texts are looked at alone. */
export const NOBODY: About = { people: null, person: null, links: false, utm: null, tracking: undefined }

/** For whom texts are looked at, whether their links are asked, and what is added to them. */
export type About = Added & { people: Lowering | null; person: Person; links: boolean }

/** What is found in the texts of one version. */
export async function checkTexts(
  asker: Asker,
  { channel, ...texts }: WrittenTexts & { channel: MessageChannel },
  about: About,
): Promise<Looked> {
  if (channel === 'email') return checkMail(asker, texts, about)
  return checkTextMessage(asker, { texts, channel, people: about.people })
}

async function checkMail(asker: Asker, texts: WrittenTexts, about: About): Promise<Looked> {
  const { people, person, links } = about
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
      ...checkMessageItself(texts.html.trim() === '' ? { ...shown, html: '' } : shown, {
        facts,
        sent: htmlAsSent(texts, { ...about, surroundings, config: asker.product.config }),
      }),
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
  const said =
    links.length <= MOST_LINKS
      ? ''
      : ` The first ${MOST_LINKS} of ${counted(links.length, 'link', 'links')} were asked.`
  const problems = [
    ...deadLinks.map((link) => `${JSON.stringify(link)} is no address`),
    ...answers.flatMap((problem, place) => (problem === undefined ? [] : [`${asked[place]} ${problem}`])),
  ]
  if (problems.length > 0)
    return found(
      'broken_links',
      'warning',
      `${counted(problems.length, 'link does', 'links do')} not work: ${named(problems)}.${said}`,
    )
  return found(
    'broken_links',
    'ok',
    asked.length === 0 ? 'There is no link to ask.' : `Every link that was asked leads somewhere.${said}`,
  )
}

async function checkAudience({ product, projectId }: Asker, people: People | null): Promise<Finding> {
  if (!people) return found('audience', 'error', 'No audience is chosen.')
  const { willBeSent, sentence } = await countAudience(product.index, projectId, people)
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
