import {
  formsDelete,
  formsGet,
  formsList,
  formsRestore,
  formsSignUps,
  formsVersions,
  parseId,
  toId,
} from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import {
  deleteForm,
  getDeletedForm,
  getForm,
  listForms,
  listWordings,
  nameThings,
  restoreForm,
} from '../../store/forms.ts'
import { type ListedSignUp, listSignUps } from '../../store/sign-ups.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { formReplies, oneReply } from './form-reply.ts'

const name = z.string().refine((text) => !text.includes('\u0000'))
const signUpId = z.string().refine((id) => parseId('signUp', id) !== undefined)

export const listFormsAction = action(formsList, async ({ product, caller }, { query }) => {
  const { limit } = query
  const after = parseCursor(query.after, name)
  const found = await listForms(product.database, caller.projectId, {
    after,
    limit: limit + 1,
    q: query.q?.trim() || null,
  })
  const replies = await formReplies(product, caller.projectId, found)
  return toPage(replies, { limit, place: (form) => form.name, show: (form) => form })
})

export const getFormAction = action(formsGet, async ({ product, caller }, { params }) =>
  oneReply(product, await getForm(product.database, caller.projectId, params.form)),
)

export const deleteFormAction = action(formsDelete, async ({ product, caller, write }, { params }) => {
  const { id } = await getForm(product.database, caller.projectId, params.form)
  await write((transaction) => deleteForm(transaction, { id, at: product.now() }))
})

export const restoreFormAction = action(formsRestore, async ({ product, caller, write }, { params }) => {
  const get = (text: string) => getForm(product.database, caller.projectId, text)
  const { id, name } = await getDeletedForm(product.database, caller.projectId, params.form)
  const findId = async () => toId('form', (await get(name)).id)
  await refuseTakenName({ what: 'form', name, findId }, () => write((transaction) => restoreForm(transaction, id)))
  return oneReply(product, await get(toId('form', id)))
})

export const listVersionsAction = action(formsVersions, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getForm(product.database, projectId, params.form)
  const wordings = await listWordings(product.database, projectId, id)
  const topics = [...new Set(wordings.flatMap((wording) => wording.topics))]
  const named = await nameThings(product.database, projectId, { topics, tags: [] })
  const nameOf = await nameActors(
    product.database,
    projectId,
    wordings.map(({ changedBy }) => changedBy),
  )
  const data = wordings.map(({ at, changedBy, ...wording }) => ({
    ...wording,
    by: changedBy,
    byName: nameOf(changedBy),
    topics: wording.topics.map((uuid) => ({ id: toId('topic', uuid), name: named.topics.get(uuid)?.name ?? null })),
    at: at.toISOString(),
  }))
  return { data, has_more: false, next_cursor: null }
})

export const listSignUpsAction = action(formsSignUps, async ({ product, caller }, { params, query }) => {
  const { projectId } = caller
  const { id } = await getForm(product.database, projectId, params.form)
  const { limit } = query
  const after = parseCursor(query.after, signUpId)
  const before = after && (parseId('signUp', after) ?? null)
  const found = await listSignUps(product.database, projectId, { formId: id, before, limit: limit + 1 })
  const now = product.now()
  return toPage(found, { limit, place: (last) => toId('signUp', last.id), show: (signUp) => show(signUp, now) })
})

function show({ id, contact, confirmedAt, expiresAt, at, ...signUp }: ListedSignUp, now: Date) {
  const status = confirmedAt ? ('confirmed' as const) : expiresAt > now ? ('pending' as const) : ('expired' as const)
  const times = {
    at: at.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
  }
  return { ...signUp, id: toId('signUp', id), contact: contact && toId('contact', contact), status, ...times }
}
