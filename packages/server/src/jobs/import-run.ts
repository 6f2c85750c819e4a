import { rm } from 'node:fs/promises'
import { toId } from '@rollcall/contract'
import { findProblemOfPlan, type ImportPlan, planImport } from '../contacts/csv/import-plan.ts'
import type { Product } from '../product.ts'
import { listFieldDefinitions } from '../store/catalog.ts'
import { finishImport, isImportOver, type OpenImport, restartDryRun, startImport } from '../store/imports.ts'
import { getProject } from '../store/projects.ts'
import { refreshStatistics } from '../store/refresh-statistics.ts'
import { listSegmentNames } from '../store/segments.ts'
import { FileProblem } from './file-problem.ts'
import { ImportMoved, type ImportWork, writeBatch } from './import-batch.ts'
import { type ImportBatch, importBatches } from './import-batches.ts'
import { inspectCsv } from './import-file.ts'
import { noSamples } from './import-samples.ts'
import { removeUpload, SHEET_ENDING } from './remove-upload.ts'
import { SeenIdentifiers } from './seen-identifiers.ts'
import { convertToCsv, isWorkbook } from './xlsx-to-csv.ts'

/** Runs an import from where it stands to its end; leaves early, between two batches, when it shall stop. */
export async function runImport(product: Product, open: OpenImport, isStopping: () => boolean): Promise<void> {
  const started = open.plan ? { plan: open.plan, open } : await planAndStart(product, open)
  if (started === undefined) return
  const { plan } = started
  const job = open.options.dryRun ? await fromTheStart(product, started.open) : started.open
  const segments = await listImportSegments(product, job)
  const work: ImportWork = { job, tagIds: new Map(), seen: new SeenIdentifiers(), samples: noSamples(), segments }
  const statistics = statisticsKeeper(product, job)
  const batches = importBatches(job.filePath, { plan, options: job.options, rowsDone: job.rowsDone })
  try {
    // The next batch is read and prepared while PostgreSQL writes this one.
    for await (const batch of readAhead(batches)) {
      if (isStopping()) return
      await writeBatch(product, work, batch)
      await statistics.after(batch.to)
    }
  } finally {
    await batches.return(undefined)
  }
  if (isStopping()) return
  await statistics.atTheEnd()
  await endImport(product, job, null)
}

/** The segments that everybody goes into, without those that were deleted since. */
async function listImportSegments({ database }: Product, { projectId, options }: OpenImport) {
  const wanted = new Set(options.segments)
  if (wanted.size === 0) return []
  const known = await listSegmentNames(database, projectId)
  return known.filter(({ id }) => wanted.has(id)).map(({ uuid, name }) => ({ id: uuid, name }))
}

const MANY_ROWS = 5_000
/** Sizes are wrong by less than this before they are looked at again. */
const GROWTH = 8

function statisticsKeeper({ database }: Product, { rowsDone, options }: OpenImport) {
  let known = rowsDone
  let last = rowsDone
  return {
    async after(rows: number) {
      last = rows
      if (options.dryRun || rows < MANY_ROWS || rows < known * GROWTH) return
      known = rows
      await refreshStatistics(database)
    },
    async atTheEnd() {
      if (!options.dryRun && last - known >= MANY_ROWS) await refreshStatistics(database)
    },
  }
}

async function* readAhead(batches: AsyncGenerator<ImportBatch>): AsyncGenerator<ImportBatch> {
  let next = batches.next()
  for (;;) {
    const { done, value } = await next
    if (done) return
    next = batches.next()
    // Whoever stops asking never learns of its failure.
    next.catch(() => undefined)
    yield value
  }
}

async function planAndStart(product: Product, open: OpenImport): Promise<Started | undefined> {
  const { database } = product
  const { projectId, id, options } = open
  try {
    const csv = await toCsv(open)
    const given = csv === undefined ? options : { ...options, delimiter: ',' as const }
    const file = await inspectCsv(csv?.filePath ?? open.filePath, given)
    const { timezone } = await getProject(database, projectId)
    const planned = planImport(file, { options, fields: await listFieldDefinitions(database, projectId), timezone })
    if ('problem' in planned) throw new FileProblem(planned.problem)
    const problem = findProblemOfPlan(planned.plan, options)
    if (problem !== undefined) throw new FileProblem(problem)
    const newFields = options.dryRun ? [] : planned.newFields
    const { result } = await database.write(actorOf(open), (transaction) =>
      startImport(transaction, { id, plan: planned.plan, newFields, csv, now: product.now() }),
    )
    if (result === undefined) throw new ImportMoved()
    if (csv !== undefined) await rm(open.filePath, { force: true })
    return { plan: result, open: { ...open, ...csv } }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    await endImport(product, open, problem)
    return undefined
  }
}

type Started = { plan: ImportPlan; open: OpenImport }

/** A workbook's sheet as CSV beside it; undefined when the file is none. Converted anew if a crash came in between. */
async function toCsv({ filePath, options }: OpenImport): Promise<{ filePath: string; sizeBytes: number } | undefined> {
  if (!(await isWorkbook(filePath))) return undefined
  const csvPath = filePath + SHEET_ENDING
  return { filePath: csvPath, sizeBytes: await convertToCsv(filePath, { csvPath, sheet: options.sheet }) }
}

function problemOf(error: unknown): string | undefined {
  if (error instanceof FileProblem) return error.message
  const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return isGone ? 'The uploaded file is gone. Upload it again.' : undefined
}

async function fromTheStart(product: Product, open: OpenImport): Promise<OpenImport> {
  if (open.rowsDone > 0) {
    await product.database.write(actorOf(open), (transaction) => restartDryRun(transaction, open.id))
  }
  return { ...open, rowsDone: 0 }
}

/**
 * Ends an import and deletes its file: what people uploaded is kept no longer than it is needed. A dry run that went well
 * leaves it for a day to the import that follows.
 */
export async function endImport(product: Product, open: OpenImport, error: string | null): Promise<void> {
  const keepsFile = open.options.dryRun && error === null
  await product.database.write(actorOf(open), (transaction) =>
    finishImport(transaction, open.id, { error, keepsFile, now: product.now() }),
  )
  if (!keepsFile) await removeUpload(open.filePath)
}

/** Deletes what is left of the file of an import that somebody stopped meanwhile. */
export async function tidyUp(product: Product, open: OpenImport): Promise<void> {
  if (await isImportOver(product.database, open)) await removeUpload(open.filePath)
}

function actorOf({ projectId, id }: OpenImport) {
  return { projectId, actor: `import:${toId('import', id)}` }
}
