import { eventsProperties } from '@rollcall/contract'
import { recordedEvent } from '@rollcall/filters'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { listPropertiesOf } from '../../store/event-properties.ts'
import { seenProperties } from './seen-properties.ts'

/** Whose events are looked at: enough to know the properties, and a few milliseconds of work. */
const PEOPLE = 200
const EVENTS = 1_000

export const listPropertiesAction = action(eventsProperties, async ({ product, caller }, { query: { name } }) => {
  const { database, index, now } = product
  const { projectId } = caller
  const filters = recordedEvent(name)
  const { lowering } = await compileFilter(database, projectId, { filters, now: now(), pointer: '?name' })
  const { rows } = await index.page(projectId, lowering, { limit: PEOPLE })
  const events = await listPropertiesOf(database, projectId, { name, rowNos: rows, limit: EVENTS })
  return { data: seenProperties(events), looked: events.length, has_more: false, next_cursor: null }
})
