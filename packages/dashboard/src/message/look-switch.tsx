import { SegmentedControl } from '@mantine/core'
import classes from './message-preview.module.css'

type Props<Way extends string> = {
  ways: { value: Way; label: string }[]
  value: Way
  onChange: (way: Way) => void
}

/** The ways to look at a message or a page; where there is little room they are scrolled. */
export function LookSwitch<Way extends string>({ ways, value, onChange }: Props<Way>) {
  return (
    <div className={classes.ways}>
      <SegmentedControl size="xs" aria-label="How to look at it" data={ways} value={value} onChange={onChange} />
    </div>
  )
}
