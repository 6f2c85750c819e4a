import { type RouteReply, templatesCreate, templatesUpdate, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { refusingTexts } from '../../composing/compose.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { parseTemplates } from '../../email/personalise.ts'
import type { Transaction } from '../../store/database.ts'
import { getTemplate, insertTemplate, type TemplateContent, updateTemplate } from '../../store/templates.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { templateReply } from './template-reply.ts'

export const createTemplateAction = action(templatesCreate, async (context, { body }) => {
  const { name, description = null, subject = null, preheader = null, text = null } = body
  const template = { name, description, subject, preheader, text, ...(await htmlOf(body)) }
  return save(context, template, insertTemplate)
})

export const updateTemplateAction = action(templatesUpdate, async (context, { params, body }) => {
  const present = await getTemplate(context.product.database, context.caller.projectId, params.template)
  const template = { ...present, ...body, ...(await htmlOf(body, present)) }
  return save(context, template, async (transaction, content) => {
    await updateTemplate(transaction, present.id, content)
    return present.id
  })
})

type Writer = Pick<ActionContext, 'product' | 'caller' | 'write'>
type Keep = (transaction: Transaction, template: TemplateContent & { at: Date }) => Promise<string>

/** Refuses texts that cannot be read; an empty text clears, like null. */
async function save(
  { product, caller, write }: Writer,
  template: TemplateContent,
  keep: Keep,
): Promise<RouteReply<typeof templatesCreate>> {
  const { description, subject, preheader, text } = template
  refusingTexts(() => parseTemplates({ ...template, subject: subject ?? '' }))
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
