import { formPage as formPageRoute, formScript, formSubmit } from '@rollcall/contract'
import { type ActionContext, action, Download } from '../../action.ts'
import { brandOf } from '../../composing/brand.ts'
import type { Product } from '../../product.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { type FormRecord, findPublicForm, nameThings, offeredTopics } from '../../store/forms.ts'
import { toPrepareContext } from '../../store/prepare-context.ts'
import { getProject, type ProjectRow } from '../../store/projects.ts'
import { notePage, troublePage } from '../public-pages/note-page.ts'
import { refuseTooMany } from '../public-pages/refuse-too-many.ts'
import { sendPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { acceptSignUp } from './accept-sign-up.ts'
import { embedScript } from './embed-form.ts'
import type { FormParts } from './form-inputs.ts'
import { elsewherePage, formPage, thanksPage } from './form-page.ts'
import { formUrl } from './form-reply.ts'
import { isTimely, toFormTicket } from './form-ticket.ts'
import { checkValues, parseSubmission } from './parse-submission.ts'
import { withoutGone } from './without-gone.ts'

// An office, or a stand at a fair, may share an address; nobody types faster.
const PER_MINUTE = 10

export const showFormAction = action(formPageRoute, async ({ product, reply }, { params }) => {
  const open = await openForm(product, params.form, reply)
  if (open instanceof Download) return open
  return sendPage(reply, write(product, open, { filled: { values: {}, topics: new Set() }, troubles: [] }))
})

export const submitFormAction = action(formSubmit, async (context, { params }) => {
  const { product, request, reply } = context
  const open = await openForm(product, params.form, reply)
  if (open instanceof Download) return open
  const { form, project, brand, topics, definitions } = open
  const texts = textsOf(form.language)
  const elsewhere = refuseElsewhere(context, open)
  if (elsewhere) return elsewhere
  const tooMany = refuseTooMany(context, { what: 'sign-ups', texts, limit: PER_MINUTE })
  if (tooMany) return tooMany
  const { filled, ticket, isTrapped } = parseSubmission(request.rawBody ?? '', { fields: form.fields, topics })
  // Whatever fills in everything learns nothing from us.
  if (isTrapped) return sendPage(reply, thanksPage(form, brand))
  const checked = checkValues(filled.values, { fields: form.fields, context: toPrepareContext(definitions), texts })
  if ('sentences' in checked) return sendPage(reply, write(product, open, { filled, troubles: checked.sentences }))
  if (!isTimely(product.config.secretKey, ticket, { formId: form.id, now: product.now() })) {
    return sendPage(reply, write(product, open, { filled, troubles: [texts.form.checkAgain] }))
  }
  const proof = { ip: project.keep_ip ? request.ip : null, userAgent: request.userAgent }
  const given = { email: filled.values.email ?? '', values: filled.values, topics: [...filled.topics], proof }
  await acceptSignUp(product, { form, project, contact: checked.contact, given })
  return sendPage(reply, thanksPage(form, brand))
})

/**
 * The page for a form that was sent from a page it is not meant for. Every browser says where a POST comes from, so what does not say so
 * is a program; programs of one's own have a key and the API.
 */
function refuseElsewhere({ product, request, reply }: Asking, { form, brand }: Open): Download | undefined {
  const { origin, isOwnPage } = request
  if (form.origins.length === 0 || isOwnPage) return undefined
  if (origin !== null && form.origins.includes(origin)) return undefined
  // A page in a sandbox, or one that hides where it is, says "null".
  const shown = origin === 'null' ? null : origin
  return sendPage(reply, elsewherePage(form, brand, { origin: shown, url: formUrl(product.config, form.id) }), 403)
}

export const showScriptAction = action(formScript, async ({ product, reply }, { params }) => {
  const form = await findPublicForm(product.database, params.form)
  // Other sites load it.
  reply.header('cross-origin-resource-policy', 'cross-origin')
  if (!form?.isActive) {
    reply.status(404)
    return new Download('')
  }
  const ticket = toFormTicket(product.config.secretKey, form.id, product.now())
  return new Download(embedScript(formUrl(product.config, form.id), ticket))
})

type Asking = Pick<ActionContext, 'product' | 'request' | 'reply'>
type Open = FormParts & { form: FormRecord; project: ProjectRow; brand: ReturnType<typeof brandOf> }

async function openForm(product: Product, id: string, reply: ActionContext['reply']): Promise<Open | Download> {
  const { database } = product
  const form = await findPublicForm(database, id)
  if (!form) return sendPage(reply, troublePage('broken'), 404)
  const project = await getProject(database, form.projectId)
  const brand = brandOf(project, project.from_name ?? project.name)
  const texts = textsOf(form.language)
  const { closedTitle, closedText } = texts.form
  if (!form.isActive) return sendPage(reply, notePage({ title: closedTitle, text: closedText }, { texts, brand }), 410)
  const named = await nameThings(database, form.projectId, form)
  const definitions = await listFieldDefinitions(database, form.projectId)
  const topics = offeredTopics(form, named.topics)
  return { form: withoutGone(form, { ...named, definitions }), project, brand, topics, definitions }
}

type Shown = Pick<Parameters<typeof formPage>[1], 'filled' | 'troubles'>

function write({ config, now }: Product, open: Open, shown: Shown): string {
  return formPage(open, { ...shown, ticket: toFormTicket(config.secretKey, open.form.id, now()) })
}
