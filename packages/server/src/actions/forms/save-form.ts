import { isDeepStrictEqual } from 'node:util'
import { formsCreate, formsUpdate, type PointedProblem, parseId, type RouteReply, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { Failure, invalid } from '../../failure.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import type { Queryable, Transaction } from '../../store/database.ts'
import { holdUses } from '../../store/definition-uses.ts'
import { type FormContent, getForm, insertForm, nameThings, updateForm } from '../../store/forms.ts'
import { getProject } from '../../store/projects.ts'
import { resolveTags } from '../../store/tag-ids.ts'
import { getTopic } from '../../store/topics.ts'
import type { Used } from '../../store/uses.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { oneReply } from './form-reply.ts'
import { withoutGone } from './without-gone.ts'

export const createFormAction = action(formsCreate, async (context, { body }) => {
  const { successText, redirectUrl, ...given } = body
  const content = {
    ...given,
    successText: successText || null,
    redirectUrl: redirectUrl ?? null,
    topics: await resolveTopics(context, body.topics),
    tags: await resolveGivenTags(context, body.tags),
  }
  return save(context, content, insertForm)
})

export const updateFormAction = action(formsUpdate, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const { id, ...present } = await getForm(database, projectId, params.form)
  const named = await nameThings(database, projectId, present)
  const definitions = await listFieldDefinitions(database, projectId)
  const { topics, tags, successText, redirectUrl, ...given } = body
  const content = {
    ...withoutGone(present, { ...named, definitions }),
    ...given,
    ...(successText !== undefined && { successText: successText || null }),
    ...(redirectUrl !== undefined && { redirectUrl }),
    ...(topics !== undefined && { topics: await resolveTopics(context, topics) }),
    ...(tags !== undefined && { tags: await resolveGivenTags(context, tags) }),
  }
  const isNewWording = (['title', 'text', 'fields', 'topics'] as const).some(
    (part) => !isDeepStrictEqual(present[part], content[part]),
  )
  return save(context, content, async (transaction, form) => {
    await updateForm(transaction, id, { ...form, isNewWording })
    return id
  })
})

type Writer = Pick<ActionContext, 'product' | 'caller' | 'write'>
type Keep = (transaction: Transaction, form: FormContent & { at: Date }) => Promise<string>

async function save(
  { product, caller, write }: Writer,
  content: FormContent,
  keep: Keep,
): Promise<RouteReply<typeof formsCreate>> {
  const { database } = product
  const { projectId } = caller
  await refuseWrong(database, projectId, content)
  const origins = [...new Set(content.origins.map((text) => new URL(text).origin))]
  const form = { ...content, origins, name: content.name.normalize('NFC'), at: product.now() }
  const findId = async () => toId('form', (await getForm(database, projectId, form.name)).id)
  const id = await refuseTakenName({ what: 'form', name: form.name, findId }, () =>
    write(async (transaction) => {
      await holdUses(transaction, { uses: usesOf(form), pointer: '' })
      return keep(transaction, form)
    }),
  )
  return oneReply(product, await getForm(database, projectId, toId('form', id)))
}

function usesOf({ fields, topics, tags }: FormContent): Used[] {
  const keys = fields.flatMap(({ field }) => (field.startsWith('fields.') ? [field.slice('fields.'.length)] : []))
  return [
    ...keys.map((id) => ({ kind: 'field' as const, id })),
    ...topics.map((uuid) => ({ kind: 'topic' as const, id: toId('topic', uuid) })),
    ...tags.map((uuid) => ({ kind: 'tag' as const, id: toId('tag', uuid) })),
  ]
}

async function refuseWrong(record: Queryable, projectId: number, { fields, doubleOptIn, redirectUrl }: FormContent) {
  const problems: PointedProblem[] = []
  const keys = new Set((await listFieldDefinitions(record, projectId)).map(({ key }) => key))
  for (const [place, { field }] of fields.entries()) {
    const pointer = `/fields/${place}/field`
    const key = field.startsWith('fields.') ? field.slice('fields.'.length) : null
    if (key !== null && !keys.has(key)) problems.push({ pointer, detail: `There is no custom field "${key}".` })
    if (fields.findIndex((other) => other.field === field) < place) problems.push({ pointer, detail: 'is asked twice' })
  }
  if (redirectUrl !== null && new URL(redirectUrl).username !== '') {
    problems.push({ pointer: '/redirectUrl', detail: 'must not carry a name or password' })
  }
  const { from_email } = await getProject(record, projectId)
  if (doubleOptIn && from_email === null) {
    const detail = 'needs an address that the confirmation comes from: set fromEmail in the project first'
    problems.push({ pointer: '/doubleOptIn', detail })
  }
  if (problems.length > 0) throw invalid(problems)
}

export async function resolveTopics(
  { product, caller }: Pick<Writer, 'product' | 'caller'>,
  texts: string[],
): Promise<string[]> {
  const found = await Promise.all(
    texts.map(async (text, place) => {
      try {
        return parseId('topic', (await getTopic(product.database, caller.projectId, text)).id) ?? ''
      } catch (error) {
        if (error instanceof Failure && error.code === 'not_found') throw invalid(`/topics/${place}`, error.message)
        throw error
      }
    }),
  )
  return [...new Set(found)]
}

async function resolveGivenTags(
  { product, caller }: Pick<Writer, 'product' | 'caller'>,
  texts: string[],
): Promise<string[]> {
  const ids = await resolveTags(product.database, caller, texts)
  const problems = texts.flatMap((text, place) =>
    ids.has(text) ? [] : [{ pointer: `/tags/${place}`, detail: `There is no tag ${JSON.stringify(text)}.` }],
  )
  if (problems.length > 0) throw invalid(problems)
  return [...new Set(ids.values())]
}
