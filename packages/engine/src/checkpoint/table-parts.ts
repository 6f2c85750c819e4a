import type { ProjectTable } from '../table/project-table.ts'
import type { Dictionary } from '../text/dictionary.ts'
import { DamagedPartError } from './damaged-part-error.ts'
import { PartReader } from './part-reader.ts'
import { PartWriter } from './part-writer.ts'

/** What kind of part it is stands first in each. */
const CHUNK = 1
const TEXTS = 2

/** Pages of texts in one part: 64 K texts, some megabytes, some milliseconds. */
const PAGES = 64

/** A page of the texts of a dictionary. */
export type TextsPlace = { name: string; page: number }

/** `next`: where the saving of texts goes on. */
export type TextsPart = { bytes: Uint8Array<ArrayBuffer>; next: TextsPlace | undefined }

/** A chunk of a table as bytes. */
export function toChunkPart(table: ProjectTable, chunkNo: number): Uint8Array<ArrayBuffer> {
  const part = new PartWriter()
  part.number(CHUNK)
  part.number(chunkNo)
  table.saveChunk(chunkNo, part)
  return part.finish()
}

/** The next pages of a table's texts as bytes. Those that come while others are saved may be left out or not. */
export function toTextsPart(table: ProjectTable, from: TextsPlace | undefined): TextsPart {
  const part = new PartWriter()
  part.number(TEXTS)
  const next = writeTexts(table.dictionaries(), from, part)
  part.text('')
  return { bytes: part.finish(), next }
}

// A dictionary is left only at its end as it is then: a page that is not full is its last one, and nothing follows it.
function writeTexts(
  all: [string, Dictionary][],
  from: TextsPlace | undefined,
  part: PartWriter,
): TextsPlace | undefined {
  let left = PAGES
  let page = from?.page ?? 0
  for (const [name, dictionary] of from === undefined
    ? all
    : all.slice(all.findIndex(([each]) => each === from.name))) {
    if (left === 0) return { name, page }
    const end = Math.min(dictionary.pageCount, page + left)
    left -= end - page
    part.text(name)
    part.number(end - page)
    const isCut = end < dictionary.pageCount
    for (; page < end; page++) dictionary.savePage(page, part)
    if (isCut) return { name, page }
    page = 0
  }
  return undefined
}

/** Takes back what either of them wrote. */
export function restorePart(table: ProjectTable, bytes: Uint8Array<ArrayBuffer>): void {
  const part = new PartReader(bytes)
  const kind = part.number()
  if (kind === CHUNK) table.restoreChunk(part.number(), part)
  else if (kind === TEXTS) restoreTexts(table, part)
  else throw new DamagedPartError(`Parts are not of kind ${kind}.`)
}

function restoreTexts(table: ProjectTable, part: PartReader): void {
  for (let name = part.text(); name !== ''; name = part.text()) {
    const dictionary = table.getDictionary(name)
    for (let left = part.number(); left > 0; left--) dictionary.restorePage(part)
  }
}
