import type { TextChannel } from '@rollcall/contract'
import { type Lowering, smsSegments } from '@rollcall/filters'
import { findMergeFields } from '../email/merge-fields.ts'
import { parseText, personalText } from '../email/personal-text.ts'
import { CampaignTextError, type CampaignTexts } from '../email/personalise.ts'
import { loadCatalog } from '../store/catalog.ts'
import { listContactsByRowNos } from '../store/contacts.ts'
import { checkVariables, counted, type Finding, found, unreadable } from './check-texts.ts'
import { type Asker, surroundingsOf } from './compose.ts'
import { checkEmpty, countEmpty } from './empty-fields.ts'

/** What a campaign says that is no mail, and whom it reaches. */
type Looked = { texts: CampaignTexts; channel: TextChannel; people: Lowering | null }

/** The same looks for a text as for mail, and whether it fits into the segments that it is written for. */
export async function checkTextMessage(asker: Asker, { texts: { text }, channel, people }: Looked) {
  const { unsubscribeUrl: _, ...around } = await surroundingsOf(asker)
  const catalog = await loadCatalog(asker.product.database, asker.projectId, {})
  const source = text ?? ''
  try {
    const mergeFields = findMergeFields({ subject: '', preheader: null, html: '', text: source })
    const template = parseText(source)
    const written = personalText(template, { ...around, recipient: null })
    const asked = await countEmpty(asker, { mergeFields, catalog, people })
    const some = people ? await listSome(asker, people) : []
    const filled = fillWithin(FILLING_MS, some, (recipient) => personalText(template, { ...around, recipient }))
    const findings = [
      found('template', 'ok', 'The text can be read.'),
      ...checkVariables(mergeFields, new Set(catalog.fields.map(({ key }) => key))),
      ...(source === '' ? [] : checkEmpty(asked)),
      checkWritten(source),
      checkWayOut(source),
      ...(channel === 'sms' && source !== '' ? checkSegments(written, filled) : []),
    ]
    return { findings: findings.map(inText), ...asked }
  } catch (error) {
    if (!(error instanceof CampaignTextError)) throw error
    return { findings: [unreadable(error)], people: null, variables: [] }
  }
}

function inText(finding: Finding): Finding {
  return finding.level === 'ok' ? finding : { ...finding, where: finding.where ?? { part: 'text', line: null } }
}

// Enough to meet long names and strange letters; each costs a rendering, during which nothing else is answered.
const SAMPLE = 200
const FILLING_MS = 250

function fillWithin<Person>(ms: number, people: Person[], fill: (person: Person) => string): string[] {
  const until = performance.now() + ms
  return people.flatMap((person) => (performance.now() < until ? [fill(person)] : []))
}

/** The newest of those who would get it. */
async function listSome({ product, projectId }: Asker, people: Lowering) {
  const { rows } = await product.index.page(projectId, people, { limit: SAMPLE })
  return listContactsByRowNos(product.database, projectId, rows)
}

/** Whether there is a text at all, and one that makes sense beyond e-mail. */
export function checkWritten(source: string): Finding {
  if (source.trim() === '') return found('text', 'error', 'The text is empty.')
  if (/\{\{-?\s*unsubscribe_url\b/.test(source))
    return found('text', 'error', '{{ unsubscribe_url }} ends e-mail and not this. Say "Reply STOP to end" instead.')
  return found('text', 'ok', 'There is a text.')
}

const WAY_OUT = /\b(stop|unsubscribe|opt ?out|cancel|quit|end)\b|\{\{-?\s*preferences_url\b/i

/** Whether the text says how to end it. */
export function checkWayOut(source: string): Finding {
  if (WAY_OUT.test(source)) return found('unsubscribe', 'ok', 'The text says how to end it.')
  return found('unsubscribe', 'warning', 'The text says no way out. Add one, such as "Reply STOP to end".')
}

/** What Twilio takes at most (error 21617), whatever the encoding. */
export const LONGEST_SMS = 1_600
const FEW_ODD = 3

function checkSegments(written: string, filled: string[]): Finding[] {
  const told = smsSegments(written)
  const { encoding, units, segments, perSegment, odd } = told
  const size = `${encoding}, ${counted(segments, 'segment', 'segments')}: ${units} of ${Math.max(1, segments) * perSegment}`
  const findings = [found('segments', 'ok', `${size}.`)]
  const longest = [written, ...filled].reduce((one, other) => (other.length > one.length ? other : one))
  if (longest.length > LONGEST_SMS) {
    const sentence = `The text has up to ${longest.length} characters; ${LONGEST_SMS} is the most that can be sent.`
    findings.push(found('segments', 'error', sentence))
  }
  if (odd.length > 0 && odd.length <= FEW_ODD) findings.push(oddFinding(told, written))
  const more = filled.map((text) => smsSegments(text).segments).filter((count) => count > segments)
  if (more.length > 0) {
    const sentence = `For ${counted(more.length, 'person', 'people')} of the ${filled.length} looked at, what is filled in makes it up to ${Math.max(...more)} segments.`
    findings.push(found('segments', 'warning', sentence))
  }
  return findings
}

function oddFinding({ odd, segments }: ReturnType<typeof smsSegments>, written: string): Finding {
  const plain = smsSegments([...written].map((character) => (odd.includes(character) ? '.' : character)).join(''))
  const those = odd.length > 1 ? 'these were' : 'it was'
  const gain =
    plain.segments < segments ? ` If ${those} ordinary, it would take ${plain.segments} instead of ${segments}.` : ''
  const sentence = `${odd.map(shown).join(', ')} ${odd.length > 1 ? 'make' : 'makes'} the text UCS-2, with 70 characters a message instead of 160.${gain}`
  return found('segments', 'warning', sentence)
}

function shown(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `“${character}” (${code})` : code
}
