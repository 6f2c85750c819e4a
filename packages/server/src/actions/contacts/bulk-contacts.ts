import { contactsBulk, type RouteInput, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { invalid } from '../../failure.ts'
import { ensureTags, findTags } from '../../store/contact-tags.ts'
import type { Transaction } from '../../store/database.ts'
import { createJob } from '../../store/jobs.ts'
import { getSegment } from '../../store/segments.ts'

type Body = RouteInput<typeof contactsBulk>['body']

export const bulkContactsAction = action(contactsBulk, async (context, { body }) => {
  refuseMisplaced(body, 'tags', ['add_tags', 'remove_tags'])
  refuseMisplaced(body, 'segment', ['add_to_segment', 'remove_from_segment'])
  refuseMisplaced(body, 'funnel', ['set_funnel'])
  const { total, ...people } = await freezePeople(context, body)
  const id = await context.write(async (transaction) => {
    const tags = body.action === 'add_tags' ? ensureTags : findTags
    const tagIds = (await tags(transaction, body.tags ?? [])).map((tag) => tag.id)
    const segmentId = await findStaticSegment(transaction, body.segment)
    return createJob(transaction, { action: body.action, tagIds, segmentId, funnel: toFunnel(body), ...people }, total)
  })
  context.product.wake('jobs')
  return { id: toId('job', id), status: 'pending' }
})

function toFunnel({ funnel }: Body) {
  return funnel === undefined || funnel === 'none' ? null : funnel
}

function refuseMisplaced(body: Body, key: 'tags' | 'segment' | 'funnel', actions: Body['action'][]) {
  const isNeeded = actions.includes(body.action)
  if (isNeeded && body[key] === undefined) throw invalid(`/${key}`, `is needed for ${body.action}`)
  if (!isNeeded && body[key] !== undefined) throw invalid(`/${key}`, `is for ${actions.join(' and ')} only`)
}

/** Whoever matches now stays in the job, whatever changes while it runs. */
async function freezePeople({ product, caller }: Pick<ActionContext, 'product' | 'caller'>, body: Body) {
  if (body.contacts !== undefined) return { contacts: body.contacts, total: body.contacts.length }
  const request = { filters: body.filters, now: product.now() }
  const { lowering } = await compileFilter(product.database, caller.projectId, request)
  const { members } = await product.index.members(caller.projectId, lowering)
  return { membersBase64: Buffer.from(members.toBytes()).toString('base64'), total: members.count }
}

async function findStaticSegment(transaction: Transaction, segment: string | undefined): Promise<string | null> {
  if (segment === undefined) return null
  const { id, kind } = await getSegment(transaction, transaction.projectId, segment)
  if (kind === 'dynamic') throw invalid('/segment', 'its rule decides who is in a dynamic segment: give a static one')
  return id
}
