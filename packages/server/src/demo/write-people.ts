import { type PrepareContext, prepareContact } from '../contacts/prepare-contact.ts'
import type { PreparedContact } from '../contacts/prepared-contact.ts'
import { upsertBatch } from '../contacts/upsert-batch.ts'
import { WorkingContacts } from '../contacts/working-contacts.ts'
import type { Transaction } from '../store/database.ts'
import { type DemoHistory, insertDemoHistory } from '../store/demo.ts'
import { writeContacts } from '../store/write-contacts.ts'
import type { DatedAnswer } from './demo-topics.ts'
import type { FunnelPlace } from './funnel-course.ts'
import type { DemoPerson } from './people.ts'

type PersonWithCourse = DemoPerson & { funnel: FunnelPlace[]; answers: DatedAnswer[] }

/** A demo person in the record. */
export type WrittenPerson = PersonWithCourse & { rowNo: number; emailKey: string | null }

type Writing = {
  context: PrepareContext
  nextRowNo: () => number
  /** UUIDs by name. */
  tagIds: ReadonlyMap<string, string>
  topicIds: ReadonlyMap<string, string>
  now: Date
}

/** Writes people as an import does, each at their own time. They must be nobody who is there already. */
export async function writePeople(
  transaction: Transaction,
  people: readonly PersonWithCourse[],
  writing: Writing,
): Promise<WrittenPerson[]> {
  const working = new WorkingContacts([])
  const written = people.map((person) => addPerson(working, person, writing))
  const createdAt = new Map(written.map((person) => [person.rowNo, person.createdAt.toISOString()]))
  await writeContacts(
    transaction,
    { contacts: working.all, consents: [] },
    {
      now: writing.now,
      isDemo: true,
      createdAt: ({ rowNo }) => createdAt.get(rowNo) ?? writing.now.toISOString(),
    },
  )
  await insertDemoHistory(
    transaction,
    written.map((person) => toHistory(person, writing)),
  )
  return written
}

function addPerson(working: WorkingContacts, person: PersonWithCourse, { context, nextRowNo }: Writing): WrittenPerson {
  const contact = prepare(person, context)
  const put = (given: PreparedContact, at: Date) =>
    upsertBatch(working, [given], { now: at.toISOString(), onConflict: 'upsert', tagIds: new Map(), nextRowNo })
  const [outcome] = put(contact, person.createdAt).outcomes
  if (outcome?.action !== 'created') throw new Error(`Two demo people are one: ${JSON.stringify(person.given)}`)
  if (person.left) put({ ...contact, status: person.left.status }, person.left.at)
  return { ...person, rowNo: outcome.contact.now.rowNo, emailKey: contact.emailKey ?? null }
}

function prepare({ given, found, funnel }: PersonWithCourse, context: PrepareContext): PreparedContact {
  const place = funnel.at(-1)
  const prepared = prepareContact({ ...given, ...(place && { funnel: place.funnel, lost: place.lost }) }, context)
  if ('problems' in prepared) throw new Error(`A demo person is refused: ${JSON.stringify(prepared.problems)}`)
  return { ...prepared.contact, ...found }
}

function toHistory({ rowNo, tags, left, funnel, answers }: WrittenPerson, { tagIds, topicIds }: Writing): DemoHistory {
  return {
    rowNo,
    tags: tags.map(({ name, at }) => ({ id: tagIds.get(name) ?? '', at })),
    unsubscribedAt: left?.status === 'unsubscribed' ? left.at : null,
    funnel,
    answers: answers.map(({ topic, ...answer }) => ({
      ...answer,
      topic: { id: topicIds.get(topic) ?? '', name: topic },
    })),
  }
}
