import { TextInput } from '@mantine/core'

type Props = {
  label: string
  description: string
  className?: string | undefined
  value: string
  onText: (text: string) => void
}

/** An address that begins with https://. */
export function WebAddressInput({ onText, ...props }: Props) {
  return (
    <TextInput
      {...props}
      inputMode="url"
      placeholder="https://"
      maxLength={2_000}
      onChange={({ currentTarget }) => onText(currentTarget.value)}
    />
  )
}
