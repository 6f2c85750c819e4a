import type { ReactNode } from 'react'
import classes from './sentence.module.css'

/** Words that can also stand within a sentence, as one of their own: with a capital. */
export function Sentence({ children }: { children: ReactNode }) {
  return <span className={classes.sentence}>{children}</span>
}
