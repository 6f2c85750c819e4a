import { parseId, toId } from '@rollcall/contract'
import type { ContactName } from './contact-names.ts'
import { FULL_NAME } from './contact-names.ts'
import type { Queryable } from './database.ts'

/** Where in the steps of an import somebody stands. */
export type ImportPlace = { step: number; place: number }

/** Whom an import created or updated, in the order of its file, as long as what it takes to undo it is kept. */
export async function listImportPeople(
  record: Queryable,
  projectId: number,
  page: { importId: string; outcome: 'created' | 'updated'; after: ImportPlace | null; limit: number },
): Promise<(ContactName & ImportPlace)[]> {
  const rows = await record.query<ContactName & ImportPlace>(
    `select u.step, e.place, c.id, c.email,
       ${FULL_NAME} as name
     from undo_steps u
     cross join lateral (
       select row_no, place from unnest(u.created) with ordinality as e (row_no, place) where $3 = 'created'
       union all
       select (e ->> 'rowNo')::int, place from jsonb_array_elements(u.changes) with ordinality as e (e, place)
       where $3 = 'updated'
     ) e
     join contacts c on c.project_id = $1 and c.row_no = e.row_no and c.deleted_at is null
     where u.project_id = $1 and u.cause = $2 and u.step >= $4 and (u.step, e.place) > ($4, $5)
     order by u.step, e.place limit $6`,
    [
      ...[projectId, parseId('import', page.importId) ?? null, page.outcome],
      ...[page.after?.step ?? 0, page.after?.place ?? 0, page.limit],
    ],
  )
  return rows.map((row) => ({ ...row, id: toId('contact', row.id) }))
}
