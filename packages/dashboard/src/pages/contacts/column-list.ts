import { derivedFields, USUAL_COLUMNS } from '@rollcall/filters'

/** A column as a view and the address keep it: a field, and its width where somebody has set one. */
export type ListedColumn = { key: string; width?: number }

/** The columns of a table that nobody has changed. */
export const FIRST_COLUMNS: ListedColumn[] = USUAL_COLUMNS.map((key) => ({ key }))

/** Whether a column is one of those, as wide as it was. */
export function isUsual({ key, width }: ListedColumn): boolean {
  return width === undefined && FIRST_COLUMNS.some((usual) => usual.key === key)
}

/** Reads `name` and `name:220`; a field stands once, and the person comes first whatever the rest is. */
export function parseColumns(texts: readonly string[] | undefined): ListedColumn[] {
  if (!texts?.length) return FIRST_COLUMNS
  const listed = new Map(texts.map(parseColumn).map((column) => [column.key, column]))
  const { email = { key: 'email' }, ...rest } = Object.fromEntries(listed)
  return [email, ...Object.values(rest)]
}

function parseColumn(text: string): ListedColumn {
  const [, key = text, width] = /^(.+?):(\d{2,3})$/.exec(text) ?? []
  return width === undefined ? { key } : { key, width: Number(width) }
}

/** The same as texts. */
export function columnTexts(columns: readonly ListedColumn[]): string[] {
  return columns.map(({ key, width }) => (width === undefined ? key : `${key}:${width}`))
}

/** Whether a column shows what follows from messages, which is read only when it is asked for. */
export function showsEngagement(columns: readonly ListedColumn[]): boolean {
  return columns.some(({ key }) => derivedFields.some((derived) => derived.key === key))
}
