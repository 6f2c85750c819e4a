import type { Queryable } from './database.ts'

/** The properties of the latest events of a name that these contacts have; null where an event has none. */
export async function listPropertiesOf(
  record: Queryable,
  projectId: number,
  asked: { name: string; rowNos: number[]; limit: number },
): Promise<unknown[]> {
  if (asked.rowNos.length === 0) return []
  const rows = await record.query<{ properties: unknown }>(
    `select properties from events where project_id = $1 and row_no = any($2) and name = $3 order by at desc limit $4`,
    [projectId, asked.rowNos, asked.name, asked.limit],
  )
  return rows.map(({ properties }) => properties)
}
