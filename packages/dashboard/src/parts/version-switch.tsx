import { SegmentedControl } from '@mantine/core'
import classes from './version-switch.module.css'
import { VERSIONS, type Version } from './versions.ts'

type Props = {
  label: string
  /** How many there are. */
  count: number
  value: Version | undefined
  onChange: (version: Version | undefined) => void
  /** What no version in particular is called; undefined: one has to be chosen, at first A. */
  all?: string
}

/** Chooses among the versions of a message; nothing where there is one only. */
export function VersionSwitch({ label, count, value, onChange, all }: Props) {
  if (count < 2) return null
  const versions = VERSIONS.slice(0, count).map((letter) => ({ value: `${letter}`, label: `Version ${letter}` }))
  return (
    <div className={classes.switch}>
      <SegmentedControl
        size="xs"
        aria-label={label}
        data={all === undefined ? versions : [{ value: '', label: all }, ...versions]}
        value={value && versions.some((version) => version.value === value) ? value : all === undefined ? 'A' : ''}
        onChange={(chosen) => onChange(VERSIONS.find((letter) => letter === chosen))}
      />
    </div>
  )
}
