import { type RouteReply, templatesCreate, templatesUpdate, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { refusingTexts } from '../../composing/compose.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { parseText } from '../../email/personal-text.ts'
import { parseTemplates } from '../../email/personalise.ts'
import { invalid } from '../../failure.ts'
import type { Transaction } from '../../store/database.ts'
import { getTemplate, insertTemplate, type TemplateContent, updateTemplate } from '../../store/templates.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { templateReply } from './template-reply.ts'

export const createTemplateAction = action(templatesCreate, async (context, { body }) => {
  const { name, kind = 'email', description = null, subject = null, preheader = null, text = null } = body
  const source = kind === 'text' ? NO_SOURCE : await htmlOf(body)
  const template = { name, kind, description, subject, preheader, text, ...source }
  refuseOfMail(kind, body)
  return save(context, template, insertTemplate)
})

export const updateTemplateAction = action(templatesUpdate, async (context, { params, body }) => {
  const present = await getTemplate(context.product.database, context.caller.projectId, params.template)
  const { kind = present.kind } = body
  if (kind !== present.kind) throw invalid('/kind', `cannot be changed: make another template of the kind ${kind}`)
  refuseOfMail(kind, body)
  const source = kind === 'text' ? NO_SOURCE : await htmlOf(body, present)
  const template = { ...present, ...body, kind, ...source }
  return save(context, template, async (transaction, content) => {
    await updateTemplate(transaction, present.id, content)
    return present.id
  })
})

// A text is no mail besides.
const NO_SOURCE = { html: '', mjml: null }
const OF_MAIL = ['subject', 'preheader', 'html', 'mjml'] as const

function refuseOfMail(kind: TemplateContent['kind'], body: Partial<Record<(typeof OF_MAIL)[number], unknown>>) {
  const given = kind === 'text' ? OF_MAIL.filter((key) => body[key]) : []
  if (given.length === 0) return
  throw invalid(given.map((key) => ({ pointer: `/${key}`, detail: 'is of e-mail: a template for texts is its text' })))
}

type Writer = Pick<ActionContext, 'product' | 'caller' | 'write'>
type Keep = (transaction: Transaction, template: TemplateContent & { at: Date }) => Promise<string>

/** Refuses texts that cannot be read; an empty text clears, like null. */
async function save(
  { product, caller, write }: Writer,
  template: TemplateContent,
  keep: Keep,
): Promise<RouteReply<typeof templatesCreate>> {
  const { kind, description, subject, preheader, text } = template
  if (kind === 'text' && !text?.trim()) throw invalid('/text', 'is missing: a template for texts is its text')
  refusingTexts(() =>
    kind === 'text' ? parseText(text ?? '') : parseTemplates({ ...template, subject: subject ?? '' }),
  )
  const content = {
    ...template,
    name: template.name.normalize('NFC'),
    description: description || null,
    subject: subject || null,
    preheader: preheader || null,
    text: text || null,
    at: product.now(),
  }
  const get = (id: string) => getTemplate(product.database, caller.projectId, id)
  const findId = async () => toId('template', (await get(content.name)).id)
  const id = await refuseTakenName({ what: 'template', name: content.name, findId }, () =>
    write((transaction) => keep(transaction, content)),
  )
  return templateReply(await get(toId('template', id)))
}
