type NameColumn = 'name' | 's.name' | 't.name' | 'p.name'

/**
 * Names as dictionaries have them, in the root collation, by which the index sorts texts, too; names that are the same to it
 * by their bytes.
 */
export function orderByName(column: NameColumn): string {
  return `${column} collate "und-x-icu", ${column}`
}

/** Being behind the name in a parameter, in that order. */
export function isAfterName(column: NameColumn, parameter: `$${number}`): string {
  return `(${column} collate "und-x-icu", ${column}) > (${parameter}::text collate "und-x-icu", ${parameter}::text)`
}
