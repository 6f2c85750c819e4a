import type { ColumnDefinition } from '@rollcall/filters'
import type { AllowTables } from './allow-tables.ts'
import type { Dictionary } from './dictionary.ts'

/** The texts of a column and what is known of them. */
export type TextSource = { definition: ColumnDefinition; dictionary: Dictionary; tables: AllowTables }
