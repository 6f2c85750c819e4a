import { Button, Group } from '@mantine/core'
import { ErrorState } from './error-state.tsx'

type Props = {
  /** What the button does, such as "Add". */
  words: string
  isBusy?: boolean
  isDisabled: boolean
  error: unknown
  close: () => void
}

/** The end of a small form: why it failed, the button that saves it, and the way out. */
export function FormFoot({ words, isBusy = false, isDisabled, error, close }: Props) {
  return (
    <>
      {error != null && <ErrorState error={error} />}
      <Group gap="xs">
        <Button type="submit" size="xs" loading={isBusy} disabled={isDisabled}>
          {words}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </Group>
    </>
  )
}
