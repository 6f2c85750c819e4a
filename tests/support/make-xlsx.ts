import { crc32, deflateRawSync } from 'node:zlib'

/** A cell as the XML of a sheet has it: its type, its style and what stands in it. */
export type Cell = string | { t?: string; s?: number; v?: string | number; is?: string }

export type Workbook = {
  sheets: { name: string; rows: { r?: number; cells: Record<string, Cell> }[] }[]
  strings?: string[]
  /** Format codes of the styles 1, 2, …; style 0 is General. */
  formats?: (string | number)[]
  is1904?: boolean
}

/** The bytes of a workbook. A cell given as text is a shared string. */
export function makeXlsx(workbook: Workbook): Buffer {
  const strings = [...(workbook.strings ?? [])]
  const sheets = workbook.sheets.map(({ rows }) => sheetXml(rows, strings))
  const formats = workbook.formats ?? []
  return makeZip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="r">${workbook.is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${workbook.sheets
      .map(({ name }, n) => `<sheet name="${escaped(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, n) => `<Relationship Id="rId${n + 1}" Target="worksheets/sheet${n + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts>${formats
      .map((code, n) =>
        typeof code === 'string' ? `<numFmt numFmtId="${164 + n}" formatCode="${escaped(code)}"/>` : '',
      )
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((code, n) => `<xf numFmtId="${typeof code === 'string' ? 164 + n : code}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(sheets.map((xml, n) => [`xl/worksheets/sheet${n + 1}.xml`, xml])),
  })
}

function sheetXml(rows: Workbook['sheets'][number]['rows'], strings: string[]): string {
  const lines = rows.map(({ r, cells }) => {
    const inner = Object.entries(cells).map(([column, cell]) => cellXml(`${column}${r ?? ''}`, cell, strings))
    return `<row${r === undefined ? '' : ` r="${r}"`}>${inner.join('')}</row>`
  })
  return `<?xml version="1.0"?><x:worksheet xmlns:x="x"><x:sheetData>${lines
    .join('')
    .replaceAll('<', '<x:')
    .replaceAll('<x:/', '</x:')}</x:sheetData></x:worksheet>`
}

function cellXml(reference: string, cell: Cell, strings: string[]): string {
  if (typeof cell === 'string') {
    return `<c r="${reference}" t="s"><v>${strings.push(escaped(cell)) - 1}</v></c>`
  }
  const { t, s, v, is } = cell
  const attributes = `r="${reference}"${t ? ` t="${t}"` : ''}${s === undefined ? '' : ` s="${s}"`}`
  const inner = is === undefined ? `<v>${v ?? ''}</v>` : `<is><t>${escaped(is)}</t></is>`
  return `<c ${attributes}>${inner}</c>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** A zip of these files. `sizes` lies about how large a file is unpacked. */
export function makeZip(files: Record<string, string | Buffer>, sizes: Record<string, number> = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const rest = Buffer.alloc(26)
    rest.writeUInt16LE(20, 0)
    rest.writeUInt16LE(8, 4)
    rest.writeUInt32LE(crc32(bytes), 10)
    rest.writeUInt32LE(packed.length, 14)
    rest.writeUInt32LE(sizes[name] ?? bytes.length, 18)
    rest.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), rest, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), rest, place, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}
