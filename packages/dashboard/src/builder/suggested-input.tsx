import { Autocomplete } from '@mantine/core'
import { CountedOption } from '../parts/counted-option.tsx'

type Props = {
  label: string
  value: string
  onChange: (text: string) => void
  /** What was seen, the most frequent first, with how often. */
  seen: ReadonlyMap<string, number>
  invalid: boolean
  placeholder?: string
  className?: string | undefined
}

/** Any text, with those that were seen to choose from. */
export function SuggestedInput({ label, value, onChange, seen, invalid, placeholder, className }: Props) {
  return (
    <Autocomplete
      aria-label={label}
      className={className}
      error={invalid}
      placeholder={placeholder}
      spellCheck={false}
      // Whoever opens it with a text in it may want another one.
      filter={({ options, search }) =>
        seen.has(search) ? options : options.filter((option) => isFound(option, search))
      }
      limit={100}
      maxDropdownHeight={240}
      data={[...seen.keys()]}
      renderOption={({ option }) => <CountedOption label={option.value} count={seen.get(option.value)} />}
      value={value}
      onChange={onChange}
    />
  )
}

function isFound(option: object, search: string): boolean {
  return 'value' in option && String(option.value).toLowerCase().includes(search.trim().toLowerCase())
}
