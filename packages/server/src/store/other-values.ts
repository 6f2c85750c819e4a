import { CONTACT_COLUMNS, contactColumns } from '../contacts/contact-columns.ts'
import type { PreparedContact } from '../contacts/prepared-contact.ts'
import type { Queryable } from './database.ts'

// As many row numbers as one statement is given.
const AT_ONCE = 50_000

// A name that is not that of a built-in column is the key of a field.
const IS_OTHER = `case $3::text ${contactColumns.map((key) => `when '${key}' then ${CONTACT_COLUMNS[key]} is distinct from $4::text`).join(' ')}
  else (fields -> $5::text) is distinct from $6::jsonb end`

/** How many of these contacts have another value than the one given. */
export async function countOtherValues(
  record: Queryable,
  projectId: number,
  { rowNos, given }: { rowNos: Iterable<number>; given: Pick<PreparedContact, 'values' | 'fields'> },
): Promise<number> {
  const column = contactColumns.find((key) => given.values[key] !== undefined)
  const [[key, value] = ['', null]] = Object.entries(given.fields)
  const asked = [
    column ?? null,
    (column && given.values[column]) ?? null,
    key,
    value === null ? null : JSON.stringify(value),
  ]
  const all = [...rowNos]
  let count = 0
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const [found] = await record.query<{ count: number }>(
      `select count(*)::int as count from contacts
       where project_id = $1 and row_no = any($2) and deleted_at is null and ${IS_OTHER}`,
      [projectId, all.slice(from, from + AT_ONCE), ...asked],
    )
    count += found?.count ?? 0
  }
  return count
}
