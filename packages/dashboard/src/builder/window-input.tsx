import { Group, Select, Text } from '@mantine/core'
import { CALENDAR_UNITS, type Window } from '@rollcall/filters'
import { useState } from 'react'
import classes from './builder.module.css'
import { DurationInput } from './duration-input.tsx'
import { JsonInput } from './json-input.tsx'
import { MomentInput } from './moment-input.tsx'
import { type WindowForm, windowFormOf, withBound } from './window-form.ts'

const FORMS: { value: WindowForm; label: string }[] = [
  { value: 'last', label: 'in the last' },
  { value: 'before', label: 'at least … ago' },
  { value: 'between', label: 'between' },
  { value: 'ago', label: 'between … and … ago' },
  { value: 'calendar', label: 'calendar' },
  { value: 'next', label: 'in the next' },
]

const DAY_UNITS = ['d', 'w', 'mo', 'y']

// What has happened cannot lie in them.
const isAhead = (unit: string) => unit === 'tomorrow' || unit.startsWith('next_')

type Props = {
  label: string
  /** A window, or whatever a filter says in its place. */
  value: unknown
  /** Nothing while the window is not whole. */
  onChange: (window: Window | undefined) => void
  invalid: boolean
  /** It may lie ahead, as the dates of a field do. */
  mayBeAhead?: boolean
  /** It has neither hours nor times. */
  isWholeDays?: boolean | undefined
}

/** When something happened or will: one way of saying it at a time; a window that combines others is shown as JSON. */
export function WindowInput({ value, ...props }: Props) {
  const { label, onChange, invalid, mayBeAhead } = props
  const [chosen, setChosen] = useState<WindowForm>(windowFormOf(value) ?? 'last')
  if (value !== undefined && !windowFormOf(value)) {
    // why: what is not a window after all is refused by the API, with the place
    const write = (given: unknown) => onChange(given as Window | undefined)
    return <JsonInput {...{ label, value, invalid }} onChange={write} />
  }
  const form = windowFormOf(value) ?? chosen
  const pick = (next: WindowForm) => {
    setChosen(next)
    onChange(undefined)
  }
  // why: a value with a form is a window whose keys hold texts
  const window = (value ?? {}) as Window
  return (
    <Group gap={6}>
      <Select
        aria-label={`${label}, how`}
        className={classes.mode}
        allowDeselect={false}
        data={FORMS.filter(({ value: known }) => mayBeAhead || known !== 'next')}
        value={form}
        // The form is known by its name alone.
        onChange={(picked) => pick(FORMS.find(({ value: known }) => known === picked)?.value ?? form)}
      />
      <Detail key={form} {...props} {...{ form, window }} />
    </Group>
  )
}

type DetailProps = Omit<Props, 'value'> & { form: WindowForm; window: Window }

function Detail({ form, ...props }: DetailProps) {
  const { label, window, onChange, invalid, isWholeDays } = props
  if (form === 'between') return <Bounds {...props} />
  if (form === 'ago') return <Ago {...props} />
  if (form === 'calendar') return <Calendar {...props} />
  return (
    <>
      <DurationInput
        {...{ label, invalid }}
        units={isWholeDays ? DAY_UNITS : undefined}
        value={window[form]}
        onChange={(duration) => onChange(duration === undefined ? undefined : { [form]: duration })}
      />
      {form === 'before' && <Word>ago</Word>}
    </>
  )
}

/** So long ago at least, and so long ago at most. */
function Ago({ label, window, onChange, invalid, isWholeDays }: Omit<DetailProps, 'form'>) {
  // Half of it says something else, so it lives here until the other half comes.
  const [held, setHeld] = useState<{ last?: string | undefined; before?: string | undefined }>(window)
  const given = window.last === undefined ? held : window
  const bound = (key: 'before' | 'last', name: string) => (
    <DurationInput
      label={`${label}, ${name}`}
      units={isWholeDays ? DAY_UNITS : undefined}
      invalid={invalid}
      value={given[key]}
      onChange={(duration) => {
        const [last, before] = key === 'last' ? [duration, given.before] : [given.last, duration]
        setHeld({ last, before })
        onChange(last === undefined || before === undefined ? undefined : { last, before })
      }}
    />
  )
  return (
    <>
      {bound('before', 'at least')}
      <Word>and</Word>
      {bound('last', 'at most')}
      <Word>ago</Word>
    </>
  )
}

function Word({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  )
}

function Calendar({ label, window, onChange, invalid, mayBeAhead }: Omit<DetailProps, 'form'>) {
  const units = CALENDAR_UNITS.filter((unit) => mayBeAhead || !isAhead(unit))
  return (
    <Select
      aria-label={`${label}, which`}
      className={classes.mode}
      error={invalid}
      placeholder="Choose"
      data={units.map((unit) => ({ value: unit, label: unit.replace('_', ' ') }))}
      value={window.calendar ?? null}
      onChange={(picked) => {
        const calendar = units.find((unit) => unit === picked)
        onChange(calendar && { calendar })
      }}
    />
  )
}

function Bounds({ label, window, onChange, invalid, isWholeDays }: Omit<DetailProps, 'form'>) {
  const bound = (key: 'from' | 'to', name: string) => (
    <MomentInput
      label={`${label}, ${name}`}
      {...{ invalid, isWholeDays }}
      operand={window[key] === undefined ? [] : [window[key]]}
      onChange={([moment]) => onChange(withBound(window, key, typeof moment === 'string' ? moment : undefined))}
    />
  )
  return (
    <>
      {bound('from', 'from')}
      <Word>until before</Word>
      {bound('to', 'until before')}
    </>
  )
}
