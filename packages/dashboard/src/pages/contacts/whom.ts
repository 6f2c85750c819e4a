import type { Filter } from '@rollcall/filters'

/** Whom something is about, as bulk actions and exports ask it. */
export type Whom = { contacts: string[] } | (Matching & { except?: string[] })

/** Everyone who matches what the table is narrowed to. */
export type Matching = { filters?: Filter; q?: string; view?: string }
