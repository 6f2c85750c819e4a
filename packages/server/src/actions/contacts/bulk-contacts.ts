import { type bulkAction, contactsBulk, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { action, type Reader } from '../../action.ts'
import { freezePeople } from '../../audience/freeze-people.ts'
import { contactColumns } from '../../contacts/contact-columns.ts'
import { type GivenContact, prepareContact } from '../../contacts/prepare-contact.ts'
import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import { invalid } from '../../failure.ts'
import { ensureTags, findTags } from '../../store/contact-tags.ts'
import type { Transaction } from '../../store/database.ts'
import { createJob } from '../../store/jobs.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { getSegment } from '../../store/segments.ts'
import { prepareGiven } from './write-given.ts'

type Body = z.output<typeof bulkAction>

export const bulkContactsAction = action(contactsBulk, async (context, { body }) => {
  refuseMisplacedParts(body)
  const given = await prepareWritten(context, body)
  const { total, ...people } = await nameOrFreeze(context, body)
  const id = await context.write(async (transaction) => {
    const tags = body.action === 'add_tags' ? ensureTags : findTags
    const tagIds = (await tags(transaction, body.tags ?? [])).map((tag) => tag.id)
    const segmentId = await findStaticSegment(transaction, body.segment)
    const input = { action: body.action, tagIds, segmentId, funnel: toFunnel(body), ...(given && { given }), ...people }
    return createJob(transaction, input, total)
  })
  context.product.wake('jobs')
  return { id: toId('job', id), status: 'pending' }
})

function toFunnel({ funnel }: Body) {
  return funnel === undefined || funnel === 'none' ? null : funnel
}

const PARTS = {
  tags: ['add_tags', 'remove_tags'],
  segment: ['add_to_segment', 'remove_from_segment'],
  funnel: ['set_funnel'],
  field: ['set_field'],
  value: ['set_field'],
  status: ['set_status'],
} as const satisfies Partial<Record<keyof Body, readonly Body['action'][]>>

/** Refuses a body that lacks what its action needs, or gives what is for others. */
export function refuseMisplacedParts(body: Body) {
  for (const [part, actions] of Object.entries(PARTS)) {
    const isNeeded = actions.some((name) => name === body.action)
    const isGiven = part in body && body[part as keyof Body] !== undefined // why: the keys of PARTS are parts of the body
    if (isNeeded && !isGiven) throw invalid(`/${part}`, `is needed for ${body.action}`)
    if (!isNeeded && isGiven) throw invalid(`/${part}`, `is for ${actions.join(' and ')} only`)
  }
  if (body.proof && body.action !== 'set_status') throw invalid('/proof', 'is for set_status only')
}

const IDENTIFIERS = ['externalId', 'email', 'phone']

/** What set_field and set_status write, understood now so that nobody waits for a job to learn that it makes no sense. */
export async function prepareWritten({ product, caller }: Reader, body: Body): Promise<PreparedContact | undefined> {
  if (body.action === 'set_status') return prepareGiven({ status: body.status, proof: body.proof }, NO_FIELDS)
  const { field } = body
  if (body.action !== 'set_field' || field === undefined) return undefined
  if (IDENTIFIERS.includes(field)) throw invalid('/field', `${field} tells people apart: change it one by one`)
  const isBuiltIn = contactColumns.some((column) => column === field)
  if (isBuiltIn && body.value !== null && typeof body.value !== 'string')
    throw invalid('/value', 'must be a text, or null')
  // why: a text or null, as just checked; a custom field's value is checked by its type
  const given = (isBuiltIn ? { [field]: body.value } : { fields: { [field]: body.value } }) as GivenContact
  const prepare = await loadPrepareContext(product.database, caller.projectId)
  if (!isBuiltIn && !prepare.fields.has(field)) throw invalid('/field', `there is no field ${JSON.stringify(field)}`)
  const prepared = prepareContact(given, prepare)
  if ('contact' in prepared) return prepared.contact
  throw invalid(prepared.problems.map(({ detail }) => ({ pointer: '/value', detail })))
}

const NO_FIELDS = { fields: new Map(), parseTag: (name: string) => ({ name }) }

/** Named contacts keep their names, for the results; those who match are frozen. */
async function nameOrFreeze({ product, caller }: Reader, body: Body) {
  if (body.contacts !== undefined) return { contacts: body.contacts, total: body.contacts.length }
  const members = await freezePeople(product, caller.projectId, toSearch(body))
  return { membersBase64: Buffer.from(members.toBytes()).toString('base64'), total: members.count }
}

/** Whom a bulk action is about; its `segment` is where they go, not where they come from. */
export function toSearch({ contacts, filters, q, view, except }: Body) {
  return { contacts, filters, q, view, except }
}

async function findStaticSegment(transaction: Transaction, segment: string | undefined): Promise<string | null> {
  if (segment === undefined) return null
  const { id, kind } = await getSegment(transaction, transaction.projectId, segment)
  if (kind === 'dynamic') throw invalid('/segment', 'its rule decides who is in a dynamic segment: give a static one')
  return id
}
