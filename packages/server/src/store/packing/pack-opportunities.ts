import { toId } from '@rollcall/contract'
import { type EntryGroup, toOpportunityGroups } from '@rollcall/engine'
import type { RowOpportunity } from '@rollcall/filters'

/** The opportunities of a contact, with UUIDs for ids. */
export type RowOpportunities = { rowNo: number; opportunities: RowOpportunity[] }

/** Opportunities of one chunk, of contacts in ascending order, as the index takes them. */
export function packOpportunities(rows: RowOpportunities[]): EntryGroup[] {
  return toOpportunityGroups(
    rows.map(({ rowNo, opportunities }) => ({ rowNo, opportunities: opportunities.map(withPublicIds) })),
  )
}

/** An opportunity as it is read, with public ids instead of UUIDs. */
export function withPublicIds(opportunity: RowOpportunity): RowOpportunity {
  const { pipeline, stage } = opportunity
  return { ...opportunity, pipeline: toId('pipeline', pipeline), stage: toId('stage', stage) }
}
