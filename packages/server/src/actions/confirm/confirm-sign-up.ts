import { toId } from '@rollcall/contract'
import type { ActionContext, Download } from '../../action.ts'
import { brandOf } from '../../composing/brand.ts'
import type { ConfirmClaim } from '../../email/confirm-token.ts'
import { html } from '../../html.ts'
import type { Product } from '../../product.ts'
import { type FormRecord, getForm } from '../../store/forms.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { getProject, type ProjectRow } from '../../store/projects.ts'
import { findKnown, findOpenSignUp, type SignUp } from '../../store/sign-ups.ts'
import { donePage } from '../forms/form-page.ts'
import { checkValues } from '../forms/parse-submission.ts'
import { subscribePerson } from '../forms/subscribe-person.ts'
import { troublePage } from '../public-pages/note-page.ts'
import { paragraph, sendPage, toPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'

type Asked = Pick<ActionContext, 'product' | 'request' | 'reply'>
type Open = { signUp: SignUp; form: FormRecord; project: ProjectRow; sender: string }

/** Asks whether they subscribed; only the button does it. */
export async function showSignUp({ product, reply }: Asked, claim: ConfirmClaim): Promise<Download> {
  const open = await find(product, claim)
  if (!open) return sendPage(reply, troublePage('expired'), 410)
  const texts = textsOf(open.form.language)
  const { title, text, button } = texts.confirmSignUp
  const body = html`${paragraph(text(open.signUp.given.email, open.sender))}
<form method="post"><button>${button}</button></form>`
  return sendPage(reply, toPage({ lang: texts.lang, title, brand: brandOf(open.project, open.sender), body }))
}

/** Subscribes them, once. */
export async function confirmSignUp(asked: Asked, claim: ConfirmClaim): Promise<Download> {
  const { product, reply } = asked
  const open = await find(product, claim)
  if (!open) return sendPage(reply, troublePage('expired'), 410)
  const { form, project, sender } = open
  const texts = textsOf(form.language)
  const brand = brandOf(project, sender)
  if (!(await subscribe(asked, open))) return sendPage(reply, troublePage('expired', { texts, brand }), 410)
  const { doneTitle, doneText } = texts.confirmSignUp
  return sendPage(reply, donePage(form, brand, { title: doneTitle, text: doneText(sender) }))
}

async function find({ database, now }: Product, { projectId, id }: ConfirmClaim): Promise<Open | undefined> {
  const signUp = await findOpenSignUp(database, projectId, { id, now: now() })
  if (!signUp) return undefined
  const form = await getForm(database, projectId, toId('form', signUp.formId))
  const project = await getProject(database, projectId)
  return { signUp, form, project, sender: project.from_name ?? project.name }
}

async function subscribe({ product, request }: Asked, { form, signUp, project }: Open): Promise<boolean> {
  const { values } = signUp.given
  const context = await loadPrepareContext(product.database, project.id)
  const checked = checkValues(values, { fields: [], context, texts: textsOf(form.language) })
  // A field that was deleted or changed since is not worth losing somebody for.
  const kept =
    'contact' in checked
      ? checked
      : checkValues({ email: values.email ?? '' }, { fields: [], context, texts: textsOf(null) })
  if (!('contact' in kept)) return false
  // Who complained or was blocked since then stays so.
  const { isSuppressed } = await findKnown(product.database, project.id, kept.contact.emailKey ?? '')
  if (isSuppressed) return false
  const confirmed = { ip: project.keep_ip ? request.ip : null, userAgent: request.userAgent }
  return subscribePerson(product, { form, signUp, contact: kept.contact, confirmed })
}
