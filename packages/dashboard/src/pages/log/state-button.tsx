import { StatusMark } from '../../parts/status-mark.tsx'
import { STATE_WORDS } from '../campaign/state-words.ts'
import type { DeliveryState } from '../campaign-results/search.ts'
import classes from './state-button.module.css'

type Props = { state: DeliveryState; email: string | null; isOpen: boolean; toggle: () => void }

/** The state of a message; leads to its course. */
export function StateButton({ state, email, isOpen, toggle }: Props) {
  return (
    <button
      type="button"
      className={classes.state}
      aria-expanded={isOpen}
      aria-label={`${STATE_WORDS[state]}: details of ${email ?? 'this message'}`}
      onClick={toggle}
    >
      <StatusMark status={state} word={STATE_WORDS[state]} />
    </button>
  )
}
