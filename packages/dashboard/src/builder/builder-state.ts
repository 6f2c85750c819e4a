import type { Filter } from '@rollcall/filters'
import { createContext, useContext } from 'react'
import type { Catalogue } from './catalogue.ts'
import type { Edited, Path } from './edit-filter.ts'
import type { PlacedProblem } from './use-preview.ts'
import type { RowCount } from './use-row-counts.ts'

/** Where something that is dragged would fall: before the node at that path. */
export type Drop = { at: Path; mark: Path; side: 'before' | 'after' | 'end' }

/** What every row of one builder shares. */
export type BuilderState = {
  root: Filter
  catalogue: Catalogue
  problems: PlacedProblem[]
  warnings: PlacedProblem[]
  /** By the pointer of the row. */
  counts: ReadonlyMap<string, RowCount>
  onChange: (root: Filter) => void
  /** Changes the rule and keeps the keyboard at the row that was meant. */
  edit: (edited: Edited | undefined, said: string) => void
  /** The same; the keyboard goes to the first thing that the new row wants to know. */
  add: (root: Filter, path: Path) => void
  dragged: Path | undefined
  drop: Drop | undefined
  drag: (path: Path | undefined) => void
  aim: (drop: Drop | undefined) => void
}

const Context = createContext<BuilderState | undefined>(undefined)

export const BuilderProvider = Context.Provider

/** The builder around a row. */
export function useBuilder(): BuilderState {
  const state = useContext(Context)
  if (!state) throw new Error('A row of a filter stands in a builder.')
  return state
}
