import type { Row } from './row-batch.ts'

/** What an id takes. */
export const ID_BYTES = 16

const NO_IDS = new Uint8Array(0)

/** The ids of rows one after the other, nothing when none has any; throws when one is no id. */
export function toIdBytes(rows: Row[]): Uint8Array {
  if (rows.every((row) => row.id === undefined)) return NO_IDS
  const bytes = new Uint8Array(rows.length * ID_BYTES)
  for (const [at, row] of rows.entries()) if (row.id !== undefined) bytes.set(parseId(row.id), at * ID_BYTES)
  return bytes
}

function parseId(id: string): Uint8Array {
  const digits = id.replaceAll('-', '')
  if (!/^[0-9a-f]{32}$/i.test(digits)) throw new Error(`"${id}" is not the id of a row. Give 32 hexadecimal digits.`)
  return Uint8Array.from(Buffer.from(digits, 'hex'))
}
