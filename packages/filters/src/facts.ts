import type { Filter } from './filter.ts'

/** Something that is right, and yet hardly what somebody meant: a stable code, a sentence, and the place if it is one. */
export type Warning = { code: string; detail: string; pointer?: string }

/** What is known of a project beside its definitions, for warnings; of what is absent there are none. */
export type Facts = {
  /** How many contacts there are, and how many of them match. */
  contacts?: { total: number; matching: number }
  /** By tag id: how many carry it, and to how many it was given in the last 90 days. */
  tags?: ReadonlyMap<string, { carriers: number; gained: number }>
  /** The custom events that have been recorded, each with the property paths that it ever had. */
  events?: ReadonlyMap<string, ReadonlySet<string>>
  /** The segment whose rule this is; `uses`: by how much it is used, once it has been there long enough to be used. */
  segment?: { id: string; name: string; uses?: number }
  /** The other dynamic segments. */
  others?: readonly { id: string; name: string; filter: Filter }[]
}
