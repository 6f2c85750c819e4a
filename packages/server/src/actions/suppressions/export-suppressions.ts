import { Readable } from 'node:stream'
import { parseId, suppressionsExport } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { toCsvLine } from '../../contacts/csv/to-csv-line.ts'
import type { Queryable } from '../../store/database.ts'
import { listSuppressions, type SuppressionsAsked } from '../../store/suppressions.ts'
import { parseAsked } from './parse-asked.ts'

const PAGE_ROWS = 1_000
// Tells spreadsheets that this is UTF-8.
const BYTE_ORDER_MARK = '\ufeff'

export const exportSuppressionsAction = action(suppressionsExport, async ({ product, caller }, { query }) => {
  const lines = linesOf(product.database, caller.projectId, parseAsked(query))
  return new Download(Readable.from(lines), 'suppressions.csv')
})

async function* linesOf(record: Queryable, projectId: number, asked: SuppressionsAsked): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsvLine(['email', 'reason', 'marketing_only', 'note', 'created_at', 'created_by'])
  for (let before: string | null = null; ; ) {
    const entries = await listSuppressions(record, projectId, { ...asked, before, limit: PAGE_ROWS })
    const last = entries.at(-1)
    if (!last) return
    yield entries
      .map(({ email, reason, marketingOnly, note, createdAt, createdBy, createdByName }) =>
        toCsvLine([email, reason, String(marketingOnly), note ?? '', createdAt, createdByName ?? createdBy]),
      )
      .join('')
    before = parseId('suppression', last.id) ?? null
  }
}
