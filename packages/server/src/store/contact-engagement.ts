import { CHANNELS, type DerivedField, derivedFields } from '@rollcall/filters'
import type { Queryable } from './database.ts'

type Seen = { name: string; first: Date; last: Date }

const kindsAsked = [...new Set(derivedFields.map(({ event }) => event))]
const namesAsked = CHANNELS.flatMap((channel) => kindsAsked.map((kind) => `${channel}.${kind}`))

/** When a contact was first and last sent a message, and last opened and clicked, on any channel; what machines did does not count. */
export async function readEngagement(
  record: Queryable,
  projectId: number,
  { rowNo, now }: { rowNo: number; now: Date },
) {
  const seen = await record.query<Seen>(
    `select name, min(at) as first, max(at) as last from events
     where project_id = $1 and row_no = $2 and name = any($3) and not machine and at <= $4 group by name`,
    [projectId, rowNo, namesAsked, now],
  )
  const timeBy = (key: string) => {
    const field = derivedFields.find((known) => known.key === key)
    return field ? timeOf(field, seen) : null
  }
  return {
    firstContactedAt: timeBy('firstContactedAt'),
    lastSentAt: timeBy('lastSentAt'),
    lastOpenedAt: timeBy('lastOpenedAt'),
    lastClickedAt: timeBy('lastClickedAt'),
  }
}

function timeOf({ event, which }: DerivedField, seen: Seen[]): string | null {
  const times = seen.filter(({ name }) => name.endsWith(`.${event}`)).map((found) => found[which].getTime())
  if (times.length === 0) return null
  return new Date(which === 'first' ? Math.min(...times) : Math.max(...times)).toISOString()
}
