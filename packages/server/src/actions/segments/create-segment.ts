import { segmentsCreate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { invalid } from '../../failure.ts'
import { findContacts } from '../../store/contacts.ts'
import type { Transaction } from '../../store/database.ts'
import { addSegmentContacts, getSegment, insertSegment } from '../../store/segments.ts'
import { saveRule, withFreeName } from './save-segment.ts'
import { segmentReply } from './segment-reply.ts'

export const createSegmentAction = action(segmentsCreate, async (context, { body }) => {
  const { database, now } = context.product
  const { projectId } = context.caller
  const name = body.name.normalize('NFC')
  refuseMixedKinds(body)
  const rule =
    body.kind === 'dynamic'
      ? await compileFilter(database, projectId, { filters: body.filters ?? {}, now: now() })
      : null
  const uuid = await withFreeName(context, name, () =>
    context.write(async (transaction) => {
      const id = await insertSegment(transaction, { name, description: body.description || null, kind: body.kind })
      if (rule) await saveRule(transaction, id, rule)
      const rowNos = await getRowNos(transaction, body.contacts ?? [])
      transaction.touch(await addSegmentContacts(transaction, id, rowNos))
      transaction.touchDefinitions()
      return id
    }),
  )
  await context.settled()
  return segmentReply(context, await getSegment(database, projectId, toId('segment', uuid)))
})

function refuseMixedKinds(body: { kind: string; filters?: unknown; contacts?: unknown }) {
  if (body.kind === 'static' && body.filters !== undefined) {
    throw invalid('/filters', 'a static segment has no filters: give contacts, or make it dynamic')
  }
  if (body.kind === 'dynamic' && body.contacts !== undefined) {
    throw invalid(
      '/contacts',
      'nobody is put into a dynamic segment by hand: make it static, or use a tag in its filters',
    )
  }
}

async function getRowNos(transaction: Transaction, contacts: string[]): Promise<number[]> {
  const people = await findContacts(transaction, transaction.projectId, contacts)
  const problems = people.flatMap((person, place) =>
    person ? [] : [{ pointer: `/contacts/${place}`, detail: `there is no contact ${JSON.stringify(contacts[place])}` }],
  )
  if (problems.length > 0) throw invalid(problems.slice(0, 50))
  return people.flatMap((person) => person?.rowNo ?? [])
}
