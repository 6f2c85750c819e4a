import { meaningOfFormat, type NumberMeaning } from '../contacts/xlsx/cell-format.ts'
import { FileProblem } from './file-problem.ts'
import { type Parts, readPart, readWholePart } from './xlsx-parts.ts'

/** What it takes to read the cells of one sheet. */
export type Workbook = {
  /** The name of the sheet's part. */
  sheet: string
  is1904: boolean
  /** By a cell's style. */
  meanings: NumberMeaning[]
  strings: string[]
}

/** Everything about a workbook besides the sheet itself: the first one, or the one with this name. */
export async function readWorkbook(parts: Parts, sheetName: string | undefined): Promise<Workbook> {
  const { sheets, is1904 } = await readSheets(parts)
  const chosen = sheetName === undefined ? sheets[0] : sheets.find(({ name }) => name === sheetName)
  if (!chosen) {
    const names = sheets.map(({ name }) => JSON.stringify(name)).join(', ')
    const missing =
      sheetName === undefined ? 'The workbook has no sheet.' : `There is no sheet ${JSON.stringify(sheetName)}.`
    throw new FileProblem(names === '' ? missing : `${missing} The workbook has: ${names}.`)
  }
  const targets = await readTargets(parts)
  return {
    sheet: targets.get(chosen.id) ?? '',
    is1904,
    meanings: await readMeanings(parts),
    strings: await readStrings(parts),
  }
}

/** The sheets in their order, and how the workbook counts days. */
export async function readSheets(parts: Parts) {
  if (!parts.entries.has('xl/workbook.xml')) {
    throw new FileProblem('The file is no workbook of Excel. Save it as .xlsx or CSV.')
  }
  const sheets: { name: string; id: string }[] = []
  let is1904 = false
  await readWholePart(parts, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes.name ?? '', id: attributes['r:id'] ?? '' })
      if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
    },
  })
  return { sheets, is1904 }
}

async function readTargets(parts: Parts): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readWholePart(parts, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}

async function readMeanings(parts: Parts): Promise<NumberMeaning[]> {
  if (!parts.entries.has('xl/styles.xml')) return []
  const codes = new Map<number, string>()
  const meanings: NumberMeaning[] = []
  let isInCells = false
  await readWholePart(parts, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const id = Number(attributes.numFmtId ?? 0)
      meanings.push(meaningOfFormat(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return meanings
}

/** A million different texts of a hundred letters; they have to be at hand while the sheet is read. */
const MOST_STRING_LENGTH = 100_000_000

async function readStrings(parts: Parts): Promise<string[]> {
  if (!parts.entries.has('xl/sharedStrings.xml')) return []
  const strings: string[] = []
  const current = textCollector()
  let length = 0
  const reading = readPart(parts, 'xl/sharedStrings.xml', {
    open: current.open,
    text: current.text,
    close(name) {
      current.close(name)
      if (name !== 'si') return
      const text = current.take()
      length += text.length
      strings.push(text)
    },
  })
  for await (const _ of reading) {
    if (length > MOST_STRING_LENGTH)
      throw new FileProblem('The workbook has too much text. Save the sheet as CSV instead.')
  }
  return strings
}

/** Collects the text of `t` elements, without the pronunciation that stands beside Japanese. */
export function textCollector() {
  let text = ''
  let isText = false
  let isSpoken = false
  return {
    open(name: string) {
      if (name === 't') isText = !isSpoken
      if (name === 'rPh') isSpoken = true
    },
    text(piece: string) {
      if (isText) text += piece
    },
    close(name: string) {
      if (name === 't') isText = false
      if (name === 'rPh') isSpoken = false
    },
    take(): string {
      // ECMA-376, part 1, 22.4.2.4: characters that XML cannot hold are written as _xHHHH_.
      const taken = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
      text = ''
      return taken
    },
  }
}
