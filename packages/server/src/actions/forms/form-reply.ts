import { type FORM_LANGUAGES, type formsGet, type RouteReply, toId } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { type FormRecord, nameThings, offeredTopics } from '../../store/forms.ts'
import { countSignUps } from '../../store/sign-ups.ts'
import { embedCode } from './embed-form.ts'

const NOBODY_YET = { pending: 0, confirmed: 0, recent: { asked: 0, confirmed: 0 } }

type FormReply = RouteReply<typeof formsGet>

/** Forms as the API shows them. */
export async function formReplies(
  { database, config, now }: Pick<Product, 'database' | 'config' | 'now'>,
  projectId: number,
  forms: FormRecord[],
): Promise<FormReply[]> {
  const counts = await countSignUps(database, projectId, { formIds: forms.map(({ id }) => id), now: now() })
  const definitions = await listFieldDefinitions(database, projectId)
  return Promise.all(
    forms.map(async ({ projectId: _, ...form }) => {
      const named = await nameThings(database, projectId, form)
      const url = formUrl(config, form.id)
      return {
        ...form,
        id: toId('form', form.id),
        // why: the contract let nothing else in
        language: form.language as (typeof FORM_LANGUAGES)[number],
        topics: form.topics.flatMap((uuid) => named.topics.get(uuid) ?? []).map(({ id, name }) => ({ id, name })),
        tags: form.tags.flatMap((uuid) => named.tags.get(uuid) ?? []),
        url,
        embed: embedCode({ form, topics: offeredTopics(form, named.topics), definitions, url }),
        signUps: counts.get(form.id) ?? NOBODY_YET,
        createdAt: form.createdAt.toISOString(),
        updatedAt: form.updatedAt.toISOString(),
      }
    }),
  )
}

/** One form as the API shows it. */
export async function oneReply(
  product: Pick<Product, 'database' | 'config' | 'now'>,
  form: FormRecord,
): Promise<FormReply> {
  const [reply] = await formReplies(product, form.projectId, [form])
  if (!reply) throw new Error('A form that is there should have a reply.')
  return reply
}

/** The address of a form's page. */
export function formUrl({ publicUrl }: { publicUrl: string }, uuid: string): string {
  return `${publicUrl}/forms/${toId('form', uuid)}`
}
