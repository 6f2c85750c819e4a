import { type ComponentProps, useEffect, useRef } from 'react'
import classes from './tick-box.module.css'

type Props = Omit<ComponentProps<'input'>, 'type' | 'className'> & { 'aria-label': string; indeterminate?: boolean }

/** The browser's own check box: a table has one in each row, and they are drawn by the hundred. */
export function TickBox({ indeterminate = false, ...props }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate
  }, [indeterminate])
  return <input ref={box} type="checkbox" className={classes.box} {...props} />
}
