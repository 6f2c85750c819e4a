import { Select, Text } from '@mantine/core'
import { ROLE_WORDS, ROLES, type Role } from './role-words.ts'

type Props = { label: string; isNamed?: boolean; value: Role; onChange: (role: Role) => void; disabled?: boolean }

/** A role, each with what it may do. */
export function RoleSelect({ label, isNamed, value, onChange, disabled }: Props) {
  return (
    <Select
      label={isNamed ? label : undefined}
      aria-label={label}
      w={150}
      allowDeselect={false}
      disabled={disabled}
      comboboxProps={{ width: 300, position: 'bottom-end' }}
      data={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].label }))}
      renderOption={({ option }) => {
        const role = ROLES.find((one) => one === option.value)
        return (
          <div>
            <div>{option.label}</div>
            <Text size="xs" c="dimmed">
              {role && ROLE_WORDS[role].may}
            </Text>
          </div>
        )
      }}
      value={value}
      onChange={(_value, option) => {
        const role = ROLES.find((one) => one === option?.value)
        if (role && role !== value) onChange(role)
      }}
    />
  )
}
