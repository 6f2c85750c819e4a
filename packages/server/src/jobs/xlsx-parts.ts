import { setImmediate as letOthersRun } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { FileProblem } from './file-problem.ts'

/** The parts of a workbook by their names. */
export type Parts = { zip: ZipFile; entries: ReadonlyMap<string, Entry> }

const MOST_PARTS = 10_000
/** A sheet of a million rows and fifty columns is below it. */
const LARGEST_PART_BYTES = 4 * 2 ** 30
/** Sheets of real data shrink to a tenth, those full of one value to a hundredth. */
const LARGEST_RATIO = 300
const SMALL_BYTES = 10 * 2 ** 20

/** Opens a workbook and looks over its parts, without unpacking any. Whoever gets it closes `zip`. */
export async function openParts(path: string): Promise<Parts> {
  const zip = await openPromise(path, { autoClose: false }).catch(refuseUnreadable)
  try {
    if (zip.entryCount > MOST_PARTS) throw new FileProblem(`The workbook has more than ${MOST_PARTS} parts.`)
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry)
    return { zip, entries }
  } catch (error) {
    zip.close()
    return refuseUnreadable(error)
  }
}

function refuseUnreadable(error: unknown): never {
  if (error instanceof FileProblem) throw error
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error
  throw new FileProblem(`The file is not a workbook that can be read (${String(error)}). Save it as .xlsx or CSV.`)
}

/** What a reader of XML does at each place; names come without their namespace's prefix. */
export type XmlReader = {
  open(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** Reads a part piece by piece; between pieces it yields, so that whoever asks can take away what was read. */
export async function* readPart({ zip, entries }: Parts, name: string, reader: XmlReader): AsyncGenerator<void> {
  const entry = entries.get(name)
  if (!entry) throw new FileProblem(`The workbook lacks its part ${name}.`)
  refuseBomb(entry)
  const parser = new SaxesParser({ xmlns: false })
  parser.on('opentag', (tag) => reader.open(bare(tag.name), tag.attributes))
  parser.on('closetag', (tag) => reader.close?.(bare(tag.name)))
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  const decoder = new TextDecoder()
  try {
    // yauzl ends it with an error as soon as it is larger than it says.
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      parser.write(decoder.decode(piece, { stream: true }))
      yield
      await letOthersRun()
    }
    parser.write(decoder.decode()).close()
    yield
  } catch (error) {
    refuseUnreadable(error)
  }
}

/** Reads a small part as a whole. */
export async function readWholePart(parts: Parts, name: string, reader: XmlReader): Promise<void> {
  for await (const _ of readPart(parts, name, reader));
}

function refuseBomb({ fileName, compressedSize, uncompressedSize }: Entry) {
  const isSuspicious = uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * LARGEST_RATIO
  if (!isSuspicious && uncompressedSize <= LARGEST_PART_BYTES) return
  const size = `${Math.round(uncompressedSize / 2 ** 20)} MiB`
  throw new FileProblem(`The part ${fileName} of the workbook would unpack to ${size}. Save the sheet as CSV instead.`)
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
