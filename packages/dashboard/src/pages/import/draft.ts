import type { Body } from '@rollcall/sdk'
import { useSyncExternalStore } from 'react'

export type ImportOptions = Body<'imports.create'>

/** A file on its way into an import: what was said of it so far. */
export type Draft = {
  fileName: string
  sizeBytes: number
  /** Gone after a reload; the dry run below still has its bytes. */
  file?: File
  options: ImportOptions
  /** The last dry run of it, and the options that it ran with. */
  tried?: { id: string; options: ImportOptions }
}

let draft: Draft | undefined
const listeners = new Set<() => void>()

// Of the whole visit rather than of a page: whoever looks something up elsewhere comes back to the same step.
/** Replaces the file that is being prepared, or forgets it. */
export function setDraft(next: Draft | undefined) {
  draft = next
  for (const listener of listeners) listener()
}

/** Begins with a new file. */
export function startDraft(file: File) {
  setDraft({ file, fileName: file.name, sizeBytes: file.size, options: {} })
}

/** The file that is being prepared. */
export function useDraft(): Draft | undefined {
  return useSyncExternalStore(subscribe, () => draft)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
