import { Readable } from 'node:stream'
import { importsRejects as route } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { toCsvLine } from '../../contacts/csv/to-csv-line.ts'
import type { Queryable } from '../../store/database.ts'
import { listRejects } from '../../store/import-rows.ts'
import { getImport } from '../../store/imports.ts'

const PAGE_ROWS = 1_000

export const importsRejects = action(route, async ({ product, caller }, { params }) => {
  const { reply } = await getImport(product.database, caller.projectId, params.import)
  const header = ['line', 'reason', ...reply.columns.map(({ header }) => header)]
  const lines = rejectLines(product.database, caller.projectId, { importId: params.import, header })
  return new Download(Readable.from(lines), `${params.import}-rejects.csv`)
})

async function* rejectLines(
  record: Queryable,
  projectId: number,
  { importId, header }: { importId: string; header: string[] },
): AsyncGenerator<string> {
  yield toCsvLine(header)
  for (let after = 0; ; ) {
    const rejects = await listRejects(record, projectId, { importId, after, limit: PAGE_ROWS })
    const last = rejects.at(-1)
    if (!last) return
    yield rejects.map(({ line, reason, cells }) => toCsvLine([String(line), reason, ...cells])).join('')
    after = last.line
  }
}
