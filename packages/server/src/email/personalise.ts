import { escapeHtml } from './escape-html.ts'
import { toHeaderText } from './header-text.ts'
import { type LinkedTemplate, parseLinkedTemplate } from './linked-template.ts'
import { type LiquidTemplate, parseLiquid, TemplateError } from './liquid.ts'
import { toPlainText, toTextTemplate } from './plain-text.ts'
import type { Tracking } from './tracking.ts'
import { type Recipient, type Surroundings, toVariables } from './variables.ts'

/** The texts of a campaign as they were written. */
export type CampaignTexts = { subject: string; preheader: string | null; html: string; text: string | null }

/** The same, with the MJML that the HTML comes from, if any: what its writer sees, and counts the lines of. */
export type WrittenTexts = CampaignTexts & { mjml?: string | null }

/** The same, read and ready for any number of people. */
export type CampaignTemplates = {
  subject: LiquidTemplate
  preheader: LiquidTemplate | null
  html: LiquidTemplate
  /** The HTML with links that can be tracked; null when there are none, or they are not to be. */
  linked: LinkedTemplate | null
  /** null: read from each person's HTML. */
  text: LiquidTemplate | null
}

/** Why one of a campaign's texts could not be read or filled in. */
export class CampaignTextError extends Error {
  readonly part: keyof CampaignTexts

  constructor(part: keyof CampaignTexts, reason: string) {
    super(`The ${NAMES[part]} cannot be read as Liquid: ${reason}.`)
    this.part = part
  }
}

/** One person's message, without its headers. */
export type PersonalContent = { subject: string; html: string; text: string }

const NAMES = { subject: 'subject', preheader: 'preheader', html: 'HTML', text: 'plain text' }

/**
 * Reads a campaign's texts; with a `linkMark`, a word that nobody can guess, also so that links can be tracked. Throws a
 * CampaignTextError that names the text and the place.
 */
export function parseTemplates(texts: CampaignTexts, linkMark: string | null = null): CampaignTemplates {
  const parse = (part: keyof CampaignTexts, into: 'html' | 'plain') =>
    naming(part, () => parseLiquid(texts[part] ?? '', into))
  return {
    subject: parse('subject', 'plain'),
    preheader: texts.preheader ? parse('preheader', 'html') : null,
    html: parse('html', 'html'),
    linked: linkMark === null ? null : naming('html', () => parseLinkedTemplate(texts.html, linkMark)),
    text: texts.text ? parse('text', 'plain') : textOf(texts.html),
  }
}

function textOf(html: string): LiquidTemplate | null {
  const text = toTextTemplate(html)
  if (text === undefined) return null
  try {
    return parseLiquid(text, 'plain')
  } catch (error) {
    if (error instanceof TemplateError) return null
    throw error
  }
}

/** Who gets a message, and what it says around its texts. */
export type Personal = Surroundings & {
  recipient: Recipient | null
  postalAddress: string | null
  /** Opens and clicks of it are noticed; of a preview they are not. */
  tracking?: Tracking
  /** What a program gave the template besides; names of ours hide its own. */
  variables?: object
  /** Nobody is asked whether they want it, so no way out is added. */
  isTransactional?: boolean
}

/**
 * The message as one person gets it. Every marketing message ends with a way out: when the template shows no unsubscribe link, a
 * footer with one is added, beside one to the preference page, and with the postal address when there is one. Throws a CampaignTextError.
 */
export function personalise(templates: CampaignTemplates, request: Personal): PersonalContent {
  const variables = { ...request.variables, ...toVariables(request.recipient, request) }
  const fill = (part: keyof CampaignTexts) => naming(part, () => templates[part]?.render(variables) ?? '')
  const { detour, pixelUrl } = request.tracking ?? { detour: null, pixelUrl: null }
  const linked = detour ? naming('html', () => templates.linked?.render(variables, detour)) : undefined
  const html = withHtmlFooter(linked ?? fill('html'), request, pixelUrl)
  // Links of the text stay as they are: they are read, and there nobody would know where they lead.
  const plain = () => toPlainText(linked === undefined ? html : withHtmlFooter(fill('html'), request))
  const text = withTextFooter(templates.text ? fill('text') : plain(), request)
  return { subject: toHeaderText(fill('subject')), html: withPreheader(html, fill('preheader')), text }
}

type Footer = {
  unsubscribeUrl: string
  preferencesUrl: string
  postalAddress: string | null
  isTransactional?: boolean
}

function withHtmlFooter(
  html: string,
  { unsubscribeUrl, preferencesUrl, postalAddress, isTransactional }: Footer,
  pixelUrl: string | null = null,
): string {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '')
  const parts: string[] = []
  if (postalAddress && !visible.includes(escapeHtml(postalAddress))) parts.push(escapeHtml(postalAddress))
  if (!visible.includes(unsubscribeUrl)) {
    const links = [`<a href="${escapeHtml(unsubscribeUrl)}">Unsubscribe</a>`]
    if (!visible.includes(preferencesUrl)) links.push(`<a href="${escapeHtml(preferencesUrl)}">Choose what you get</a>`)
    parts.push(links.join(' · '))
  }
  const footer =
    parts.length === 0 || isTransactional
      ? ''
      : `<div style="margin:24px 0;text-align:center;font:12px/1.6 sans-serif;color:#666">${parts.join('<br>')}</div>`
  return beforeEnd(html, footer + (pixelUrl === null ? '' : pixel(pixelUrl)))
}

function pixel(url: string): string {
  return `<img src="${escapeHtml(url)}" alt="" width="1" height="1" style="display:block;width:1px;height:1px;border:0">`
}

function beforeEnd(html: string, addition: string): string {
  if (addition === '') return html
  const end = html.search(/<\/body\s*>(?![\s\S]*<\/body\s*>)/i)
  return end === -1 ? html + addition : html.slice(0, end) + addition + html.slice(end)
}

function withTextFooter(text: string, footer: Footer): string {
  const { unsubscribeUrl, preferencesUrl, postalAddress, isTransactional } = footer
  if (isTransactional) return text
  const parts: string[] = []
  if (postalAddress && !text.includes(postalAddress)) parts.push(postalAddress)
  if (!text.includes(unsubscribeUrl)) {
    parts.push(`Unsubscribe: ${unsubscribeUrl}`)
    if (!text.includes(preferencesUrl)) parts.push(`Choose what you get: ${preferencesUrl}`)
  }
  return parts.length === 0 ? text : `${text.trimEnd()}\n\n${parts.join('\n')}\n`
}

// Mail programs show the first words of a message beside its subject; this puts the preheader there and nowhere else.
function withPreheader(html: string, preheader: string): string {
  if (preheader.trim() === '') return html
  const hidden = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}</div>`
  const start = /<body[^>]*>/i.exec(html)
  const at = start ? start.index + start[0].length : 0
  return html.slice(0, at) + hidden + html.slice(at)
}

/** Says of which text a template's error is. */
export function naming<Result>(part: keyof CampaignTexts, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new CampaignTextError(part, error.message)
  }
}
