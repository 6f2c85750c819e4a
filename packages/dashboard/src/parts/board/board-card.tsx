import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import classes from './board.module.css'
import { type Held, useBoard } from './board-state.ts'
import { focusBeside } from './focus-beside.ts'

type Props = {
  id: string
  name: string
  column: string
  /** Marks the card by colour; its words say so, too. */
  tone?: 'bad' | 'good' | 'quiet'
  isOpen?: boolean
  onOpen: () => void
  /** What its menu offers besides moving it. */
  menu?: ReactNode
  children?: ReactNode
}

/** One card of a board. */
export function BoardCard({ id, name, column, tone, isOpen, onOpen, menu, children }: Props) {
  const board = useBoard()
  const button = useRef<HTMLButtonElement>(null)
  const isHeld = board.held?.card === id
  const held: Held = { card: id, name, from: column, by: 'keys' }
  const { wanted } = board
  useEffect(() => {
    if (wanted.current === id) button.current?.focus({ preventScroll: true })
  }, [wanted, id])
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'move'
    // Firefox drags nothing that carries no data.
    event.dataTransfer.setData('text/plain', name)
    // Chromium ends a drag whose source changes while it starts.
    setTimeout(() => board.pick({ ...held, by: 'pointer' }), 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its button and its menu are the way by keyboard
    <div
      className={classes.card}
      data-tone={tone}
      data-open={isOpen || undefined}
      data-held={isHeld || undefined}
      draggable={!board.isFixed}
      onDragStart={onDragStart}
      onDragEnd={board.cancel}
    >
      <div className={classes.line}>
        <button
          ref={button}
          type="button"
          data-card
          className={classes.name}
          title={name}
          aria-describedby={board.help}
          aria-pressed={isHeld || undefined}
          onClick={onOpen}
          onKeyDown={useCardKeys(held)}
          onKeyUp={(event) => event.key === ' ' && event.preventDefault()}
          onBlur={() => isHeld && board.held?.by === 'keys' && board.cancel()}
        >
          {name}
        </button>
        <CardMenu held={held}>{menu}</CardMenu>
      </div>
      {children}
    </div>
  )
}

/** Space picks up and drops; the arrows choose where to, or go from card to card. */
function useCardKeys(card: Held) {
  const { isFixed, held, targets, aim, pick, aimAt, drop, cancel } = useBoard()
  const isHeld = held?.card === card.card
  const aimBeside = (step: number) => {
    const place = targets.findIndex(({ id }) => id === aim)
    const next = targets[place + step]
    if (next) aimAt(next.id)
  }
  const keys: Record<string, ((event: KeyboardEvent<HTMLElement>) => void) | undefined> = isHeld
    ? {
        ' ': () => drop(aim ?? card.from),
        Enter: () => drop(aim ?? card.from),
        Escape: cancel,
        ArrowLeft: () => aimBeside(-1),
        ArrowRight: () => aimBeside(1),
      }
    : {
        ' ': isFixed ? undefined : () => pick(card),
        ArrowUp: ({ currentTarget }) => focusBeside(currentTarget, 'up'),
        ArrowDown: ({ currentTarget }) => focusBeside(currentTarget, 'down'),
        ArrowLeft: ({ currentTarget }) => focusBeside(currentTarget, 'left'),
        ArrowRight: ({ currentTarget }) => focusBeside(currentTarget, 'right'),
      }
  return (event: KeyboardEvent<HTMLElement>) => {
    const act = keys[event.key]
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    act(event)
  }
}

/** A real menu only once it is asked for: there are hundreds of cards. */
function CardMenu({ held, children }: { held: Held; children: ReactNode }) {
  const { isFixed, targets, move } = useBoard()
  const [isUsed, setUsed] = useState(false)
  if (isFixed && !children) return null
  const dots = (
    <button
      type="button"
      className={classes.dots}
      aria-label={`More for ${held.name}`}
      aria-haspopup="menu"
      onClick={() => setUsed(true)}
    >
      <IconDots size={15} aria-hidden />
    </button>
  )
  if (!isUsed) return dots
  return (
    <Menu defaultOpened position="bottom-end" width={210}>
      <Menu.Target>{dots}</Menu.Target>
      <Menu.Dropdown>
        {!isFixed && <Menu.Label>Move to</Menu.Label>}
        {!isFixed &&
          targets
            .filter(({ id }) => id !== held.from)
            .map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => move(held, id)}>
                {name}
              </Menu.Item>
            ))}
        {!isFixed && children && <Menu.Divider />}
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
