import { type ReactNode, useId, useRef, useState } from 'react'
import classes from './board.module.css'
import { BoardProvider, type Held, type Target } from './board-state.ts'

type Props = {
  label: string
  columns: Target[]
  /** Other places to drop a card on, such as "lost". */
  zones?: Target[]
  /** Nothing where nobody may move a card. */
  onMove: ((card: string, from: string, to: string) => void) | undefined
  children: ReactNode
}

/** Columns of cards; a card is moved by mouse, by its menu, or by Space and the arrow keys, and each step is said. */
export function Board({ label, columns, zones = [], onMove, children }: Props) {
  const [held, setHeld] = useState<Held>()
  const [aim, setAim] = useState<string>()
  const [said, say] = useState('')
  const wanted = useRef<string>(undefined)
  const board = useRef<HTMLDivElement>(null)
  const help = useId()
  const targets = [...columns, ...zones]
  const nameOf = (target: string) => targets.find(({ id }) => id === target)?.name ?? target
  const forget = () => {
    wanted.current = undefined
  }
  const letGo = () => {
    setHeld(undefined)
    setAim(undefined)
  }
  const move = ({ card, name, from }: Omit<Held, 'by'>, target: string) => {
    if (target === from) return say(`${name} stays in ${nameOf(from)}.`)
    if (columns.some(({ id }) => id === target)) {
      wanted.current = card
      // It arrives at the top.
      board.current?.querySelector(`[data-column="${CSS.escape(target)}"] [data-list]`)?.scrollTo({ top: 0 })
    }
    say(`${name} moved from ${nameOf(from)} to ${nameOf(target)}.`)
    onMove?.(card, from, target)
  }
  const state = {
    ...{ targets, help, held, aim, wanted, move, isFixed: onMove === undefined },
    pick: (next: Held) => {
      setHeld(next)
      setAim(next.from)
      if (next.by === 'keys') say(`${next.name} is picked up from ${nameOf(next.from)}.`)
    },
    aimAt: (target: string) => {
      if (target === aim) return
      setAim(target)
      if (held?.by === 'keys') say(`Over ${nameOf(target)}.`)
    },
    drop: (target: string) => {
      if (held) move(held, target)
      letGo()
    },
    cancel: () => {
      if (held?.by === 'keys') say(`${held.name} is put back.`)
      letGo()
    },
  }
  return (
    <BoardProvider value={state}>
      <p id={help} hidden>
        {onMove
          ? 'Space picks up, the left and right arrow choose where to, Space drops, Escape puts back.'
          : 'The arrows go from card to card.'}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div
        ref={board}
        className={classes.board}
        role="group"
        aria-label={label}
        onKeyDownCapture={forget}
        onPointerDownCapture={forget}
      >
        {children}
      </div>
      <output className={classes.said}>{said}</output>
    </BoardProvider>
  )
}
