import { escapeHtml } from './escape-html.ts'
import { toHeaderText } from './header-text.ts'
import { type LiquidTemplate, parseLiquid, TemplateError } from './liquid.ts'
import { toPlainText, toTextTemplate } from './plain-text.ts'
import { type Recipient, type Surroundings, toVariables } from './variables.ts'

/** The texts of a campaign as they were written. */
export type CampaignTexts = { subject: string; preheader: string | null; html: string; text: string | null }

/** The same, read and ready for any number of people. */
export type CampaignTemplates = {
  subject: LiquidTemplate
  preheader: LiquidTemplate | null
  html: LiquidTemplate
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

/** Reads a campaign's texts. Throws a CampaignTextError that names the text and the place. */
export function parseTemplates(texts: CampaignTexts): CampaignTemplates {
  const parse = (part: keyof CampaignTexts, into: 'html' | 'plain') =>
    naming(part, () => parseLiquid(texts[part] ?? '', into))
  return {
    subject: parse('subject', 'plain'),
    preheader: texts.preheader ? parse('preheader', 'html') : null,
    html: parse('html', 'html'),
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

/**
 * The message as one person gets it. Every message ends with a way out: when the template shows no unsubscribe link, a
 * footer with one is added, and with the postal address when there is one. Throws a CampaignTextError.
 */
export function personalise(
  templates: CampaignTemplates,
  request: Surroundings & { recipient: Recipient | null },
): PersonalContent {
  const variables = toVariables(request.recipient, request)
  const fill = (part: keyof CampaignTexts) => naming(part, () => templates[part]?.render(variables) ?? '')
  const body = withHtmlFooter(fill('html'), request)
  const html = withPreheader(body, fill('preheader'))
  const text = templates.text ? withTextFooter(fill('text'), request) : toPlainText(body)
  return { subject: toHeaderText(fill('subject')), html, text }
}

type Footer = { unsubscribeUrl: string; postalAddress: string | null }

function withHtmlFooter(html: string, { unsubscribeUrl, postalAddress }: Footer): string {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '')
  const parts: string[] = []
  if (postalAddress && !visible.includes(escapeHtml(postalAddress))) parts.push(escapeHtml(postalAddress))
  if (!visible.includes(unsubscribeUrl)) parts.push(`<a href="${escapeHtml(unsubscribeUrl)}">Unsubscribe</a>`)
  if (parts.length === 0) return html
  const footer = `<div style="margin:24px 0;text-align:center;font:12px/1.6 sans-serif;color:#666">${parts.join('<br>')}</div>`
  const end = html.search(/<\/body\s*>(?![\s\S]*<\/body\s*>)/i)
  return end === -1 ? html + footer : html.slice(0, end) + footer + html.slice(end)
}

function withTextFooter(text: string, { unsubscribeUrl, postalAddress }: Footer): string {
  const parts: string[] = []
  if (postalAddress && !text.includes(postalAddress)) parts.push(postalAddress)
  if (!text.includes(unsubscribeUrl)) parts.push(`Unsubscribe: ${unsubscribeUrl}`)
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
