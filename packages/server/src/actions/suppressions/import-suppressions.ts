import { rm } from 'node:fs/promises'
import { type RouteReply, suppressionsImport } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { FileProblem } from '../../jobs/file-problem.ts'
import { inspectCsv, readCsv } from '../../jobs/import-file.ts'
import { addSuppressions, areListed, type NewSuppression } from '../../store/suppressions.ts'
import { type ListDefaults, listReader } from './read-listed.ts'

const MOST_ROWS = 1_000_000
const BATCH_ROWS = 2_500
const MOST_REJECTS = 1_000
const SHOWN_LENGTH = 200

type Reply = RouteReply<typeof suppressionsImport>

export const importSuppressionsAction = action(suppressionsImport, async (context, { body }) => {
  const { upload } = context.request
  if (!upload) throw failure('bad_upload', { reason: 'the part file is missing' })
  try {
    return await importList(context, { path: upload.path, defaults: { ...body, note: body.note || null } })
  } catch (error) {
    if (error instanceof FileProblem) throw failure('bad_upload', { reason: error.message })
    throw error
  } finally {
    await rm(upload.path, { force: true })
  }
})

type ListFile = { path: string; defaults: ListDefaults & { delimiter?: string | undefined; dryRun: boolean } }

// Batch by batch, each in a transaction: a file whose import broke off is imported again, and what is there stays as it is.
async function importList(context: ActionContext, { path, defaults }: ListFile): Promise<Reply> {
  const { encoding, format, start } = await inspectCsv(path, defaults)
  const list = listReader(start[0]?.cells ?? [], defaults)
  const reply: Reply = { rows: 0, added: 0, unchanged: 0, failed: 0, rejects: [] }
  const take = defaults.dryRun ? counting(context) : (entries: NewSuppression[]) => writeBatch(context, entries)
  let batch: NewSuppression[] = []
  const flush = async () => {
    const added = batch.length === 0 ? 0 : await take(batch)
    reply.added += added
    reply.unchanged += batch.length - added
    batch = []
  }
  let isHeader = list.hasHeader
  for await (const { records } of readCsv(path, { encoding, format })) {
    for (const { line, cells, problem } of records) {
      if (isHeader) isHeader = false
      else {
        reply.rows += 1
        const row = reply.rows > MOST_ROWS ? TOO_MANY : problem === undefined ? list.read(cells) : { problem }
        if ('entry' in row) batch.push(row.entry)
        else reject(reply, { line, reason: row.problem, text: cells.join(format.delimiter) })
        if (reply.rows > MOST_ROWS) {
          await flush()
          return reply
        }
        if (batch.length === BATCH_ROWS) await flush()
      }
    }
  }
  await flush()
  return reply
}

const TOO_MANY = { problem: `A list has at most ${MOST_ROWS} rows: this one and those after it were left out.` }

function reject(reply: Reply, { line, reason, text }: Reply['rejects'][number]) {
  reply.failed += 1
  if (reply.rejects.length >= MOST_REJECTS) return
  reply.rejects.push({ line, reason, text: text.slice(0, SHOWN_LENGTH).toWellFormed() })
}

// Not through `write` of the request: a million entries are one thing that was done, not a million lines of the audit log.
async function writeBatch({ product, caller }: ActionContext, batch: NewSuppression[]): Promise<number> {
  const writing = { projectId: caller?.projectId ?? 0, actor: caller?.actor ?? 'system', bulk: true }
  return (await product.database.write(writing, (transaction) => addSuppressions(transaction, batch))).result
}

/** How many of each batch would be added. */
function counting({ product, caller }: ActionContext): (batch: NewSuppression[]) => Promise<number> {
  // The file may name an address again, batches later.
  const seen = new Set<string>()
  return async (batch) => {
    const listed = await areListed(product.database, caller?.projectId ?? 0, batch)
    const sizeBefore = seen.size
    for (const [place, { email, reason }] of batch.entries()) if (!listed[place]) seen.add(`${reason} ${email}`)
    return seen.size - sizeBefore
  }
}
