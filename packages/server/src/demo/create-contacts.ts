import type { Transaction } from '../store/database.ts'
import { insertDemoEvents } from '../store/demo-letters.ts'
import { loadPrepareContext } from '../store/prepare-context.ts'
import type { RowNoLease } from '../store/row-numbers.ts'
import type { addSuppression } from '../store/suppressions.ts'
import { Chance } from './chance.ts'
import { type Buyer, toBuyer } from './demo-opportunities.ts'
import { drawAnswers } from './demo-topics.ts'
import { drawFunnelCourse } from './funnel-course.ts'
import type { Letter } from './letters.ts'
import { createPeople, type DemoPerson } from './people.ts'
import { type WrittenPerson, writePeople } from './write-people.ts'
import { yearOfEvents } from './year-of-events.ts'

type Suppression = Parameters<typeof addSuppression>[1]

/** Those among the contacts whom other parts of the demo are about. */
export type Chosen = {
  /** Row numbers. */
  ambassadors: number[]
  suppressions: Suppression[]
  buyers: Buyer[]
}

const BATCH = 5_000
const AMBASSADORS = 48
const EVENTS_SEED = 20_260_402
const COURSE_SEED = 20_260_403

/** UUIDs by name. */
type Ids = ReadonlyMap<string, string>

/** Creates the shop's people batch by batch, with what happened to them in the past year. */
export async function createContacts(
  transaction: Transaction,
  request: { size: number; rowNos: RowNoLease; tagIds: Ids; topicIds: Ids; letters: Letter[]; now: Date },
): Promise<Chosen> {
  const context = await loadPrepareContext(transaction, transaction.projectId)
  const chance = new Chance(EVENTS_SEED)
  const courses = new Chance(COURSE_SEED)
  const chosen: Chosen = { ambassadors: [], suppressions: [...OUTSIDERS], buyers: [] }
  for (const batch of inBatches(createPeople(request))) {
    const people = batch.map((person) => ({
      ...person,
      funnel: drawFunnelCourse(courses, { person, now: request.now }),
      answers: drawAnswers(courses, { person, now: request.now }),
    }))
    const written = await writePeople(transaction, people, { ...request, context, nextRowNo: request.rowNos.next })
    for (const person of written) choose(chosen, person)
    await insertDemoEvents(
      transaction,
      written.map((person) => ({ rowNo: person.rowNo, events: yearOfEvents(chance, person, request) })),
    )
  }
  return chosen
}

function* inBatches(people: Iterable<DemoPerson>): Generator<DemoPerson[]> {
  let batch: DemoPerson[] = []
  for (const person of people) {
    batch.push(person)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function choose({ ambassadors, suppressions, buyers }: Chosen, person: WrittenPerson) {
  const isCloseFriend = ['VIP', 'Stage: Repeat Customer'].every((tag) => person.tags.some(({ name }) => name === tag))
  if (isCloseFriend && !person.left && ambassadors.length < AMBASSADORS) ambassadors.push(person.rowNo)
  const suppression = suppressionOf(person)
  if (suppression) suppressions.push(suppression)
  const buyer = toBuyer(person, person.rowNo)
  if (buyer) buyers.push(buyer)
}

// Row numbers stand in for chance here: nothing else depends on their last digits.
function suppressionOf({ left, emailKey, rowNo }: WrittenPerson): Suppression | null {
  if (emailKey === null) return null
  const entry = { email: emailKey, marketingOnly: false, note: null }
  if (left?.status === 'unsubscribed') return rowNo % 40 === 7 ? { ...entry, reason: 'complaint' } : null
  if (left?.status === 'bounced') return rowNo % 10 === 7 ? { ...entry, reason: 'bounce' } : null
  return rowNo % 1_000 === 7 ? { ...entry, reason: 'manual', note: 'Asked on the phone not to be written to.' } : null
}

const OUTSIDERS: readonly Suppression[] = [
  { email: 'press@summit-weekly.example', reason: 'manual', marketingOnly: true, note: 'Press: no newsletters.' },
  { email: 'buyer@other-outdoor-shop.example', reason: 'manual', marketingOnly: false, note: 'A competitor.' },
]
