import type { Lowering } from '@rollcall/filters'

/** Whether anybody has an event of a name, or one with a property. */
export type EventQuestion = { name: string; property: string | null; lowering: Lowering }

type Events = Extract<Lowering, { is: 'events' }>

const EVENT = 'event:'
const PROPERTY = 'properties.'
const ANY: Lowering = { is: 'constant', value: true }

/** What to ask about the events of one's own that a rule names: whether they, and their properties, were ever recorded. */
export function eventQuestions(lowering: Lowering): EventQuestion[] {
  if (lowering.is === 'all' || lowering.is === 'any') return lowering.of.flatMap(eventQuestions)
  if (lowering.is === 'not') return eventQuestions(lowering.of)
  if (lowering.is !== 'events' || !lowering.event.startsWith(EVENT)) return []
  const name = lowering.event.slice(EVENT.length)
  const columns = new Set([...columnsIn(lowering.where), ...(lowering.aggregate ? [lowering.aggregate.column] : [])])
  return [
    { name, property: null, lowering: recorded(lowering, ANY) },
    ...Array.from(columns, (column) => ({
      name,
      property: column.slice(PROPERTY.length),
      lowering: recorded(lowering, { is: 'present', column }),
    })),
  ]
}

/** The names that were recorded, each with those of its properties that were asked about and are there. */
export function eventFacts(questions: EventQuestion[], counts: number[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  for (const [place, { name, property }] of questions.entries()) {
    if ((counts[place] ?? 0) === 0) continue
    const properties = known.get(name) ?? new Set()
    if (property !== null) properties.add(property)
    known.set(name, properties)
  }
  return known
}

function recorded({ event, until }: Events, where: Lowering): Lowering {
  return { is: 'events', event, until, where, window: ANY }
}

function columnsIn(where: Lowering): string[] {
  if (where.is === 'all' || where.is === 'any') return where.of.flatMap(columnsIn)
  if (where.is === 'not') return columnsIn(where.of)
  return 'column' in where ? [where.column] : []
}
