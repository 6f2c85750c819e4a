import { VisuallyHidden } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import classes from './versions.module.css'

type Change = Reply<'segments.diff'>['changes'][number]

const SIGNS: Record<Change['kind'], { sign: string; said: string }> = {
  added: { sign: '+', said: 'Added: ' },
  removed: { sign: '−', said: 'Removed: ' },
  changed: { sign: '~', said: 'Changed: ' },
  match: { sign: '~', said: 'Changed: ' },
}

/** How a rule differs from another, condition by condition, in words. */
export function RuleChanges({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null
  return (
    <ul className={classes.changes}>
      {changes.map(({ kind, sentence }) => (
        <li key={kind + sentence} data-kind={kind}>
          <span aria-hidden className={classes.sign}>
            {SIGNS[kind].sign}
          </span>
          <VisuallyHidden>{SIGNS[kind].said}</VisuallyHidden>
          {sentence}
        </li>
      ))}
    </ul>
  )
}
