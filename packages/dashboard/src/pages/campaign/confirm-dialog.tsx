import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  title: string
  /** What a yes does, named. */
  yes: string
  /** What stays as it is otherwise. */
  no?: string
  run: () => void
  close: () => void
  busy?: boolean
  children: ReactNode
}

/** Asks before a step that cannot be undone and that no place of its own has room for. */
export function ConfirmDialog({ title, yes, no = 'Keep it', run, close, busy, children }: Props) {
  return (
    <Modal opened onClose={close} title={title} centered transitionProps={{ duration: 120 }}>
      {children}
      <Group gap="xs" mt="md" justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          {no}
        </Button>
        <Button color="red.8" loading={busy} onClick={run}>
          {yes}
        </Button>
      </Group>
    </Modal>
  )
}
