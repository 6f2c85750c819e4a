import type { fieldsGet, RouteReply } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { valueText } from '../../contacts/value-text.ts'
import { takePosition } from '../../store/campaign-states.ts'
import { listFieldValues } from '../../store/field-values.ts'
import type { FieldReply } from '../../store/fields.ts'

type Stats = NonNullable<RouteReply<typeof fieldsGet>['stats']>
type Reader = Pick<ActionContext, 'product' | 'caller' | 'write' | 'settled'>

const SHOWN_VALUES = 10

/** How many contacts have each field, and what the newest `sampled` of them have in it: the work is bounded by that. */
export async function withStats(
  { product, caller, write, settled }: Reader,
  fields: FieldReply[],
  sampled: number,
): Promise<(FieldReply & { stats: Stats })[]> {
  const { database, index } = product
  const { projectId } = caller
  // A field that was made just now is not in the index before this is.
  await write(takePosition)
  await settled()
  const has = fields.map(({ key }): Lowering => ({ is: 'present', column: `fields.${key}` }))
  const [contacts = 0, ...filled] = await index.counts(projectId, [{ is: 'all', of: [] }, ...has])
  return Promise.all(
    fields.map(async (field, place) => {
      const { rows } = await index.page(projectId, has[place], { limit: sampled })
      const values = await listFieldValues(database, projectId, { key: field.key, rowNos: rows })
      return { ...field, stats: { contacts, filled: filled[place], ...tally(values) } }
    }),
  )
}

function tally(values: unknown[]): Pick<Stats, 'sampled' | 'distinct' | 'samples'> {
  const groups = Map.groupBy(values.flat(), valueText)
  const samples = [...groups]
    .map(([value, those]) => ({ value, count: those.length }))
    .sort((a, b) => b.count - a.count)
    .slice(0, SHOWN_VALUES)
  return { sampled: values.length, distinct: groups.size, samples }
}
