import { Button, Group, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'

type Props = {
  /** What the button asks for, such as "Delete". */
  ask: string
  question: ReactNode
  /** What a yes does, named, such as "Delete 12 tags". */
  yes: string
  no?: string
  run: () => void
  busy?: boolean
  icon?: ReactNode
}

/** A step that cannot be undone, confirmed where it stands. */
export function InlineConfirm({ ask, question, yes, no = 'Keep it', run, busy, icon }: Props) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button variant="default" size="sm" leftSection={icon} onClick={() => setAsking(true)}>
        {ask}
      </Button>
    )
  }
  return (
    <Group gap="xs" role="group" aria-label={ask}>
      <Text size="sm">{question}</Text>
      <Button color="red.8" size="xs" loading={busy} onClick={run} data-autofocus>
        {yes}
      </Button>
      <Button variant="default" size="xs" onClick={() => setAsking(false)} autoFocus>
        {no}
      </Button>
    </Group>
  )
}
