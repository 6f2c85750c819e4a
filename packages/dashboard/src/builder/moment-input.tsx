import { ActionIcon, Group, TextInput, Tooltip } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import type { OperandProps } from './operand-props.ts'
import { toText } from './to-text.ts'

/** A day in the project's zone, or, with a time, an instant in UTC. */
export function MomentInput({ label, operand, onChange, invalid, isWholeDays }: Omit<OperandProps, 'choices'>) {
  const value = toText(operand[0] ?? '')
  const hasTime = value.includes('T')
  const shown = hasTime ? value.slice(0, 16) : value
  const change = (text: string) => {
    if (text === '') return onChange([])
    onChange([hasTime ? `${text}:00Z` : text])
  }
  const toggle = () => onChange([hasTime ? value.slice(0, 10) : `${value}T00:00:00Z`])
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        type={hasTime ? 'datetime-local' : 'date'}
        aria-label={hasTime ? `${label}, UTC` : label}
        error={invalid}
        value={shown}
        rightSection={hasTime ? <small>UTC</small> : undefined}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {value && (hasTime || !isWholeDays) && (
        <Tooltip label={hasTime ? 'A whole day instead' : 'Add a time of day'}>
          <ActionIcon onClick={toggle} aria-label={hasTime ? 'A whole day instead' : 'Add a time of day'}>
            <IconClock size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}
