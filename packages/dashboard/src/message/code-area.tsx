import { Input } from '@mantine/core'
import { type CSSProperties, useState } from 'react'
import classes from './code-area.module.css'
import { LINE_PX } from './line-height.ts'

type Props = {
  id: string
  label: string
  description?: string
  required?: boolean
  value: string
  minRows: number
  maxRows: number
  /** What is wrong with it, and in which line. */
  problem?: { line: number | null; words: string } | undefined
  onFocus?: () => void
  onChange: (value: string) => void
}

/** Source text with numbered lines; the line with a problem is marked. Tab goes on to the next field. */
export function CodeArea({
  id,
  label,
  description,
  required,
  value,
  minRows,
  maxRows,
  problem,
  onFocus,
  onChange,
}: Props) {
  const [top, setTop] = useState(0)
  const lines = value.split('\n').length
  // One more for the bar that scrolls sideways.
  const rows = Math.min(maxRows, Math.max(minRows, lines + 1))
  // why: React's type of styles knows no custom properties.
  const style = { '--top': `${-top}px`, '--line': `${((problem?.line ?? 1) - 1) * LINE_PX}px` } as CSSProperties
  return (
    <Input.Wrapper label={label} labelProps={{ htmlFor: id }} description={description} required={required}>
      <div className={classes.area} data-invalid={problem !== undefined || undefined} style={style}>
        <pre className={classes.numbers} aria-hidden>
          {Array.from({ length: lines }, (_, at) => at + 1).join('\n')}
        </pre>
        {problem?.line && <span className={classes.marked} aria-hidden />}
        <textarea
          id={id}
          className={classes.source}
          rows={rows}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          required={required}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && `${id}-problem`}
          value={value}
          onFocus={onFocus}
          onScroll={(event) => setTop(event.currentTarget.scrollTop)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {problem && (
        <Input.Error id={`${id}-problem`} role="alert" mt={4}>
          {problem.words}
        </Input.Error>
      )}
    </Input.Wrapper>
  )
}
