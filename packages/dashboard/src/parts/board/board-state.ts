import { createContext, type RefObject, useContext } from 'react'

/** A place where a card can be dropped. */
export type Target = { id: string; name: string }

/** The card that is on its way, and where it comes from. */
export type Held = { card: string; name: string; from: string; by: 'keys' | 'pointer' }

type BoardState = {
  /** Nobody may move anything. */
  isFixed: boolean
  targets: Target[]
  /** The id of the words that explain the keys. */
  help: string
  held: Held | undefined
  /** Over which target it is. */
  aim: string | undefined
  pick: (held: Held) => void
  aimAt: (target: string) => void
  drop: (target: string) => void
  cancel: () => void
  /** Moves a card at once, without picking it up. */
  move: (card: Omit<Held, 'by'>, target: string) => void
  /** The card that gets the keyboard whenever it is drawn anew, until the person does something else. */
  wanted: RefObject<string | undefined>
}

const Context = createContext<BoardState | undefined>(undefined)

export const BoardProvider = Context.Provider

export function useBoard(): BoardState {
  const state = useContext(Context)
  if (!state) throw new Error('This belongs on a board.')
  return state
}
