import { type ComboboxParsedItem, MultiSelect, TagsInput, TextInput } from '@mantine/core'
import { useCallbackRef } from '@mantine/hooks'
import type { InputHint, Operand } from '@rollcall/filters'
import { type ComponentType, useMemo } from 'react'
import { CountedOption } from '../parts/counted-option.tsx'
import { DecimalInput } from '../parts/decimal-input.tsx'
import { NamedPicker } from '../parts/named-picker.tsx'
import { AnniversaryInput } from './anniversary-input.tsx'
import { MomentInput } from './moment-input.tsx'
import type { OperandProps } from './operand-props.ts'
import { PairInput } from './pair-input.tsx'
import { SuggestedInput } from './suggested-input.tsx'
import { toText } from './to-text.ts'
import { useSeenValues } from './use-seen-values.ts'
import { WindowInput } from './window-input.tsx'

/** The editor that an operator asks for. */
export function OperandEditor({ input, ...props }: OperandProps & { input: InputHint }) {
  const Editor = EDITORS[input]
  return <Editor {...props} />
}

const texts = (operand: Operand) => operand.map(toText)
const LINE_ENDS = ['\n', '\r', '\t']
const isNumber = (value: unknown): value is number => typeof value === 'number'

function NoOperand() {
  return null
}

function TextOperand({ label, operand, onChange, invalid, seen }: OperandProps) {
  const change = (text: string) => onChange(text.trim() === '' ? [] : [text])
  if (seen) return <SuggestedInput {...{ label, invalid, seen }} value={texts(operand)[0] ?? ''} onChange={change} />
  return (
    <TextInput
      aria-label={label}
      error={invalid}
      value={texts(operand)[0] ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function TextsOperand({ label, operand, onChange, invalid, countedBy, seen: known }: OperandProps) {
  const counted = useSeenValues(countedBy)
  const seen = known ?? counted.seen
  return (
    <TagsInput
      aria-label={label}
      error={invalid}
      wrapperProps={counted.near}
      // A value may contain a comma; Enter ends it. What is pasted holds one a line or a cell.
      splitChars={LINE_ENDS}
      acceptValueOnBlur
      data={[...seen.keys()]}
      renderOption={({ option }) => <CountedOption label={option.value} count={seen.get(option.value)} />}
      maxDropdownHeight={240}
      placeholder={operand.length === 0 ? 'Type, then Enter, or paste lines' : undefined}
      value={texts(operand)}
      onChange={onChange}
    />
  )
}

function NumberOperand({ label, operand, onChange, invalid }: OperandProps) {
  return (
    <DecimalInput
      aria-label={label}
      error={invalid}
      value={isNumber(operand[0]) ? operand[0] : undefined}
      onChange={(value) => onChange(value === undefined ? [] : [value])}
    />
  )
}

function NumbersOperand({ label, operand, onChange, invalid }: OperandProps) {
  const change = (given: string[]) => onChange(given.map(Number).filter(Number.isFinite))
  return (
    <TagsInput
      aria-label={label}
      error={invalid}
      acceptValueOnBlur
      splitChars={[',', ...LINE_ENDS]}
      placeholder={operand.length === 0 ? 'A number, then Enter' : undefined}
      value={texts(operand)}
      onChange={change}
    />
  )
}

// What is offered before anything is typed: the most common ones come first.
const MOST_OFFERED = 30

/** The choices that a search finds, as many as one looks through, and that there are more. */
function withinSight({ options, search }: { options: ComboboxParsedItem[]; search: string }): ComboboxParsedItem[] {
  const wanted = search.trim().toLowerCase()
  const found = options.filter((option) => 'label' in option && option.label.toLowerCase().includes(wanted))
  if (found.length <= MOST_OFFERED) return found
  const more = { value: MORE, label: `${found.length - MOST_OFFERED} more: type to find them`, disabled: true }
  return [...found.slice(0, MOST_OFFERED), more]
}

// No choice has this value.
const MORE = '\u0000'

function ChoicesOperand(props: OperandProps) {
  const { label, operand, onChange, choices, invalid, countedBy } = props
  const { seen, near } = useSeenValues(countedBy)
  const change = useCallbackRef(onChange)
  const chosen = JSON.stringify(texts(operand))
  // All countries of the world, say: drawn when they are others, not whenever a count beside them arrives.
  const select = useMemo(() => {
    const value: string[] = JSON.parse(chosen)
    const common = choices.filter((choice) => seen.has(choice.value))
    const often = common.toSorted((a, b) => (seen.get(b.value) ?? 0) - (seen.get(a.value) ?? 0))
    return (
      <MultiSelect
        aria-label={label}
        error={invalid}
        wrapperProps={near}
        data={[...often, ...choices.filter((choice) => !seen.has(choice.value))]}
        renderOption={({ option }) => <CountedOption label={option.label} count={seen.get(option.value)} />}
        searchable
        filter={withinSight}
        placeholder={value.length === 0 ? 'Choose' : undefined}
        nothingFoundMessage="Nothing is called that."
        value={value}
        onChange={change}
      />
    )
  }, [label, invalid, choices, seen, near, chosen, change])
  return choices.length === 0 ? <TextsOperand {...props} /> : select
}

function TagsOperand({ label, operand, onChange, invalid }: OperandProps) {
  return <NamedPicker kind="tag" label={label} error={invalid} value={texts(operand)} onChange={onChange} />
}

function DateOperand({ label, operand, onChange, invalid }: OperandProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      error={invalid}
      value={texts(operand)[0] ?? ''}
      onChange={(event) => onChange(event.currentTarget.value ? [event.currentTarget.value] : [])}
    />
  )
}

function WindowOperand({ label, operand, onChange, invalid, isWholeDays }: OperandProps) {
  return (
    <WindowInput
      {...{ label, invalid, isWholeDays }}
      mayBeAhead
      value={operand[0]}
      onChange={(window) => onChange(window ? [window] : [])}
    />
  )
}

const EDITORS: Record<InputHint, ComponentType<OperandProps>> = {
  none: NoOperand,
  text: TextOperand,
  texts: TextsOperand,
  number: NumberOperand,
  numbers: NumbersOperand,
  'two-numbers': (props) => <PairInput {...props} Editor={NumberOperand} />,
  choices: ChoicesOperand,
  tags: TagsOperand,
  date: DateOperand,
  'two-dates': (props) => <PairInput {...props} Editor={DateOperand} />,
  moment: MomentInput,
  'two-moments': (props) => <PairInput {...props} Editor={MomentInput} />,
  window: WindowOperand,
  anniversary: AnniversaryInput,
}
