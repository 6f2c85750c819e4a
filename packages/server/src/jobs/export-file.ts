import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type exportJob, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { listEngagedContacts } from '../audience/engaged-contacts.ts'
import { columnValue, hasDerived, toContactLine, toCsvHead, toHeader } from '../contacts/export-columns.ts'
import type { Product } from '../product.ts'
import { type ContactReply, listContactsByRowNos } from '../store/contacts.ts'
import { advanceExport, type OpenExport } from '../store/exports.ts'

type Format = z.output<typeof exportJob>['format']

/** Where the file of an export (exp_…) is. */
export function exportPath(dataDir: string, id: string): string {
  return join(dataDir, 'exports', id)
}

/** An export that is over before its file is complete, because the process stops. */
export class ExportStopped extends Error {}

const PAGE_ROWS = 1_000
// Tells spreadsheets that this is UTF-8.
const BYTE_ORDER_MARK = '\ufeff'

/** Writes the file of an export, page by page; it has its name only once it is complete. Returns how many are in it. */
export async function writeExportFile(product: Product, open: OpenExport, isStopping: () => boolean): Promise<number> {
  const path = exportPath(product.config.dataDir, toId('export', open.id))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  let done = 0
  async function* pages() {
    yield headOf(open)
    for (let rowNos = open.members.slice({ limit: PAGE_ROWS }); rowNos.length > 0; ) {
      if (isStopping()) throw new ExportStopped()
      const contacts = await readContacts(product, open, rowNos)
      done += contacts.length
      yield contacts.map((contact) => lineOf(contact, open)).join('')
      await advanceExport(product.database, open, done)
      rowNos = open.members.slice({ after: rowNos.at(-1), limit: PAGE_ROWS })
    }
  }
  try {
    await pipeline(Readable.from(pages()), createWriteStream(`${path}.part`, { mode: 0o600 }))
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(`${path}.part`, { force: true })
    throw error
  }
  return done
}

async function readContacts(product: Product, open: OpenExport, rowNos: number[]): Promise<ContactReply[]> {
  if (!hasDerived(open.columns)) return listContactsByRowNos(product.database, open.projectId, rowNos)
  const engaged = await listEngagedContacts(product, open.projectId, { rowNos, now: product.now() })
  return engaged.map(({ engagement, ...contact }) => ({ ...contact, ...engagement }))
}

function headOf({ format, columns }: { format: Format; columns: string[] }): string {
  return format === 'csv' ? BYTE_ORDER_MARK + toCsvHead(columns) : ''
}

function lineOf(contact: ContactReply, { format, columns }: { format: Format; columns: string[] }): string {
  if (format === 'csv') return toContactLine(contact, columns)
  const values = columns.map((column) => [toHeader(column), columnValue(contact, column) ?? null])
  return `${JSON.stringify(Object.fromEntries(values))}\n`
}

/** Deletes the files of exports that are not kept. */
export async function deleteExportFiles(dataDir: string, kept: ReadonlySet<string>): Promise<void> {
  const names = await readdir(join(dataDir, 'exports')).catch(() => [])
  for (const name of names)
    if (!kept.has(name.replace('.part', ''))) await rm(exportPath(dataDir, name), { force: true })
}
