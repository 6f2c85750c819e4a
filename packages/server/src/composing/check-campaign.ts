import { type Catalog, findField, type Lowering } from '@rollcall/filters'
import { type AudienceRequest, compileAudience } from '../audience/campaign-audience.ts'
import { countAudience } from '../audience/count-audience.ts'
import { reachable } from '../audience/reachable.ts'
import { fieldKeyOf, findMergeFields, type MergeField } from '../email/merge-fields.ts'
import { factsOf, type MessageFacts } from '../email/message-facts.ts'
import { CampaignTextError, type CampaignTexts, parseTemplates, personalise } from '../email/personalise.ts'
import { findLinkProblem } from '../outbound/ask-link.ts'
import { findTransportProblem } from '../senders/find-transport-problem.ts'
import { loadCatalog } from '../store/catalog.ts'
import { checkSender } from './check-sender.ts'
import {
  checkMessageItself,
  checkSubject,
  checkVariables,
  checkWayOut,
  counted,
  type Finding,
  found,
  named,
} from './check-texts.ts'
import { type Asker, findPerson, type Person, surroundingsOf } from './compose.ts'
import { checkReputation } from './reputation.ts'

/** A campaign, saved or not. */
export type Checked = { texts: CampaignTexts; audience: AudienceRequest | undefined; from?: string | undefined }

const MOST_LINKS = 50

/** Everything that is looked at before a campaign leaves. With `links`, each link is asked whether it leads somewhere. */
export async function checkCampaign(
  asker: Asker,
  { texts, audience, from }: Checked,
  links: boolean,
): Promise<Finding[]> {
  const { product, projectId } = asker
  const lowering =
    audience && (await compileAudience(product.database, projectId, { audience, now: product.now() })).lowering
  const people = lowering ? reachable(lowering) : null
  const reached = await checkAudience(asker, lowering)
  const person = await findPerson(asker, { contact: undefined, people })
  const checks = await checkTexts(asker, texts, { people, person, links })
  return [...checks, reached, checkTransport(asker), await checkSender(asker, from), await checkReputation(asker)]
}

/** What a launch would be refused for, in the same sentences; who is in the audience is the launch's own question. */
export async function findTextErrors(asker: Asker, texts: CampaignTexts): Promise<string[]> {
  const findings = await checkTexts(asker, texts, { people: null, person: null, links: false })
  return findings.filter(({ level }) => level === 'error').map(({ sentence }) => sentence)
}

type About = { people: Lowering | null; person: Person; links: boolean }

async function checkTexts(asker: Asker, texts: CampaignTexts, { people, person, links }: About): Promise<Finding[]> {
  const surroundings = await surroundingsOf(asker)
  const catalog = await loadCatalog(asker.product.database, asker.projectId, {})
  try {
    const mergeFields = findMergeFields(texts)
    const templates = parseTemplates(texts)
    // For somebody of whom nothing is known: what fails for them would fail for many.
    const content = personalise(templates, { ...surroundings, recipient: null })
    const shown = person ? personalise(templates, { ...surroundings, recipient: person.contact }) : content
    const facts = withoutOurs(factsOf(shown.html), asker.product.config.publicUrl)
    return [
      found('template', 'ok', 'The texts can be read.'),
      ...checkVariables(mergeFields, new Set(catalog.fields.map(({ key }) => key))),
      checkSubject(texts.subject, { subject: shown.subject, unknown: content.subject }),
      ...(await checkEmpty(asker, { mergeFields, catalog, people })),
      ...checkWayOut(texts, surroundings.postalAddress),
      ...checkMessageItself(texts.html.trim() === '' ? { ...shown, html: '' } : shown, facts),
      ...(links ? [await checkLinks(facts)] : []),
    ]
  } catch (error) {
    if (!(error instanceof CampaignTextError)) throw error
    const line = /line:(\d+)/.exec(error.message)?.[1]
    return [
      { ...found('template', 'error', error.message), where: { part: error.part, line: line ? Number(line) : null } },
    ]
  }
}

type Empty = { mergeFields: MergeField[]; catalog: Catalog; people: Lowering | null }

/** For how many of those who get it each merge field that has no fallback is empty. */
async function checkEmpty({ product, projectId }: Asker, { mergeFields, catalog, people }: Empty): Promise<Finding[]> {
  if (people === null) return []
  const asked = mergeFields.flatMap((field) => {
    const column = field.hasFallback ? undefined : columnOf(field, catalog)
    return column === undefined ? [] : [{ ...field, column }]
  })
  const [all = 0, ...counts] = await product.index.counts(projectId, [
    people,
    ...asked.map(({ column }) => without(people, column)),
  ])
  const empty = asked.flatMap(({ name, part, line }, place): Finding[] => {
    const count = counts[place] ?? 0
    if (count === 0) return []
    const sentence = `{{ ${name} }} is empty for ${counted(count, 'person', 'people')} of ${counted(all, 'person', 'people')}, and nothing is said instead. Add | default: "…".`
    return [{ ...found('empty_fields', 'warning', sentence), where: { part, line } }]
  })
  return empty.length > 0 ? empty : [found('empty_fields', 'ok', 'Nothing is left empty for anybody.')]
}

function columnOf({ path }: MergeField, catalog: Catalog): string | undefined {
  const key = fieldKeyOf(path) ?? (path[0] === 'contact' ? path[1] : undefined)
  return key === undefined ? undefined : findField(catalog, key)?.column
}

function without(people: Lowering, column: string): Lowering {
  return { is: 'all', of: [people, { is: 'not', of: { is: 'present', column } }] }
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

async function checkAudience({ product, projectId }: Asker, lowering: Lowering | undefined): Promise<Finding> {
  if (!lowering) return found('audience', 'error', 'No audience is chosen.')
  const { willBeSent, sentence } = await countAudience(product.index, projectId, lowering)
  return found('audience', willBeSent === 0 ? 'error' : 'ok', sentence)
}

function checkTransport({ product }: Asker): Finding {
  const problem = findTransportProblem(product.config)
  if (problem !== undefined) return found('transport', 'error', problem)
  return found(
    'transport',
    'ok',
    product.config.smtpUrl === null ? 'Mail goes to the built-in catcher, and nowhere else.' : 'Mail can leave.',
  )
}
