import { PasswordInput, type PasswordInputProps } from '@mantine/core'

const MIN_LENGTH = 10

/** A password that somebody chooses. */
export function NewPassword(props: PasswordInputProps) {
  return (
    <PasswordInput
      description={`At least ${MIN_LENGTH} characters.`}
      autoComplete="new-password"
      minLength={MIN_LENGTH}
      {...props}
    />
  )
}
