import type { Queryable, Transaction } from './database.ts'

/** What some contacts have in a custom field. */
export async function listFieldValues(
  record: Queryable,
  projectId: number,
  { key, rowNos }: { key: string; rowNos: number[] },
): Promise<unknown[]> {
  const rows = await record.query<{ value: unknown }>(
    `select fields -> $2 as value from contacts where project_id = $1 and row_no = any($3) and fields ? $2`,
    [projectId, key, rowNos],
  )
  return rows.map(({ value }) => value)
}

/** A contact's value of a field by its row number. */
export type HeldValue = { rowNo: number; value: unknown }

const PAGE_ROWS = 5_000

/** All values of a field, page by page, those of deleted contacts included. */
export async function* fieldValues(
  transaction: Queryable & { projectId: number },
  key: string,
): AsyncGenerator<HeldValue[]> {
  for (let after = -1; ; ) {
    const page = await transaction.query<HeldValue>(
      `select row_no as "rowNo", fields -> $2 as value from contacts
       where project_id = $1 and row_no > $3 and fields ? $2 order by row_no limit $4`,
      [transaction.projectId, key, after, PAGE_ROWS],
    )
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.rowNo
  }
}

/** Replaces values of a field; null takes a value away. `folded` is the folded form of a text that folding changes. */
export async function replaceFieldValues(
  transaction: Transaction,
  key: string,
  values: (HeldValue & { folded: string | null })[],
): Promise<void> {
  await transaction.query(
    `update contacts c set
       fields = case when r.value is null then c.fields - $2::text
         else c.fields || jsonb_build_object($2::text, r.value) end,
       folded = case when r.folded is null then c.folded - ('fields.' || $2)
         else c.folded || jsonb_build_object('fields.' || $2, r.folded) end
     from jsonb_to_recordset($3::jsonb) as r (row_no int, value jsonb, folded text)
     where c.project_id = $1 and c.row_no = r.row_no`,
    [
      transaction.projectId,
      key,
      JSON.stringify(values.map(({ rowNo, value, folded }) => ({ row_no: rowNo, value, folded }))),
    ],
  )
  transaction.touch(values.map(({ rowNo }) => rowNo))
}

/** Writes down that a field has another type now. */
export async function setFieldType(
  transaction: Transaction,
  { key, type, options }: { key: string; type: string; options: string[] | null },
): Promise<void> {
  await transaction.query(
    'update custom_fields set type = $3, options = $4, updated_at = now() where project_id = $1 and key = $2',
    [transaction.projectId, key, type, options],
  )
  transaction.touchDefinitions()
}
