import type { CHECKS } from '@rollcall/contract'
import { isKnownVariable, type MergeField } from '../email/merge-fields.ts'
import type { MessageFacts } from '../email/message-facts.ts'
import type { CampaignTextError, CampaignTexts, PersonalContent } from '../email/personalise.ts'

/** What one look at a campaign found. `unknown`: cannot be told here. */
export type Finding = {
  check: (typeof CHECKS)[number]
  level: 'ok' | 'warning' | 'error' | 'unknown'
  sentence: string
  where: { part: keyof CampaignTexts; line: number | null } | null
}

/** Gmail shows the first 102 KB and hides the rest behind a link, with it the way out. */
const CLIPPED_AFTER_BYTES = 102 * 1024
/** Phones show about 40 characters of a subject, wide windows about 70. */
const LONG_SUBJECT = 70
const MOST_NAMED = 5

export function found(check: Finding['check'], level: Finding['level'], sentence: string): Finding {
  return { check, level, sentence, where: null }
}

/** Variables that no message could ever fill in: they would be empty for everybody. */
export function checkVariables(fields: MergeField[], fieldKeys: ReadonlySet<string>): Finding[] {
  const unknown = fields.filter(({ path }) => !isKnownVariable(path, fieldKeys))
  if (unknown.length === 0) return [found('variables', 'ok', 'Every variable exists.')]
  return unknown.map(({ name, part, line }) => ({
    ...found(
      'variables',
      'error',
      `There is no variable {{ ${name} }}: it would be empty for everybody (line ${line}).`,
    ),
    where: { part, line },
  }))
}

/** What the subject looks like in a list of messages; `unknown` is how somebody sees it of whom nothing is known. */
export function checkSubject(written: string, { subject, unknown }: { subject: string; unknown: string }): Finding {
  const about = (level: Finding['level'], sentence: string): Finding => ({
    ...found('subject', level, sentence),
    where: { part: 'subject', line: null },
  })
  if (written.trim() === '') return about('error', 'The subject is empty.')
  if (unknown.trim() === '') return about('error', 'The subject is empty for somebody of whom nothing is known.')
  const { length } = [...subject]
  if (length <= LONG_SUBJECT) return about('ok', `The subject has ${length} characters.`)
  return about('warning', `The subject has ${length} characters; many mail programs show ${LONG_SUBJECT} or fewer.`)
}

/** Whether there is a way out, as the law and mailbox providers ask. `html` is the campaign's own, without our footer. */
export function checkWayOut(texts: CampaignTexts, postalAddress: string | null): Finding[] {
  const hasLink = /\{\{-?\s*unsubscribe_url\b/.test(texts.html)
  const unsubscribe = hasLink
    ? found('unsubscribe', 'ok', 'The message has an unsubscribe link.')
    : found('unsubscribe', 'warning', 'The HTML has no {{ unsubscribe_url }}: a small footer with the link is added.')
  const address = postalAddress
    ? found('postal_address', 'ok', 'The message ends with your postal address.')
    : found(
        'postal_address',
        'error',
        'The project has no postal address, which every message must show (CAN-SPAM, and the law of many other countries). Enter it in the settings, under project.',
      )
  return [unsubscribe, address]
}

/** What mail programs make of the message; `sent` is its HTML as it is sent, with parameters and links that are noticed. */
export function checkMessageItself(
  content: PersonalContent,
  { facts, sent }: { facts: MessageFacts; sent: string },
): Finding[] {
  return [checkText(content), checkSize(sent), checkInsecure(facts), checkImages(facts)]
}

function checkText({ text, html }: PersonalContent): Finding {
  if (html.trim() === '') return found('text', 'error', 'The message is empty.')
  const words = text.trim().length > 0
  return words
    ? found('text', 'ok', 'There is a plain text, too.')
    : found('text', 'warning', 'The plain text is empty: whoever reads mail without HTML sees nothing.')
}

function checkSize(html: string): Finding {
  const sizeBytes = Buffer.byteLength(html)
  const shown = `${Math.ceil(sizeBytes / 1_024)} KB`
  if (sizeBytes <= CLIPPED_AFTER_BYTES) return found('size', 'ok', `The HTML has ${shown} as it is sent.`)
  return found(
    'size',
    'warning',
    `The HTML has ${shown} as it is sent: Gmail cuts messages off after 102 KB, and with them the way out.`,
  )
}

function checkInsecure({ links }: MessageFacts): Finding {
  const insecure = links.filter((link) => /^http:/i.test(link))
  if (insecure.length === 0) return found('insecure_links', 'ok', 'Every link is https.')
  return found(
    'insecure_links',
    'warning',
    `${counted(insecure.length, 'link is', 'links are')} http, not https: ${named(insecure)}.`,
  )
}

function checkImages({ imagesWithoutAlt: count }: MessageFacts): Finding {
  if (count === 0) return found('images', 'ok', 'Every image has a text to stand for it.')
  return found(
    'images',
    'warning',
    `${counted(count, 'image has', 'images have')} no alt text: with images off, and to those who listen, nothing is there.`,
  )
}

/** A text that cannot be read, or fails for somebody of whom nothing is known. */
export function unreadable({ part, message }: CampaignTextError): Finding {
  const line = /line:(\d+)/.exec(message)?.[1]
  return { ...found('template', 'error', message), where: { part, line: line ? Number(line) : null } }
}

/** So many of something, in words. */
export function counted(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat('en-US').format(count)} ${count === 1 ? one : many}`
}

/** The first few of a list. */
export function named(texts: string[]): string {
  const more = texts.length - MOST_NAMED
  return texts.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
