import { Anchor, Group } from '@mantine/core'
import type { ReactNode } from 'react'

/** What was done, with the way back. */
export function UndoMessage({ undo, children }: { undo: () => void; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{children}</span>
      <Anchor component="button" type="button" size="sm" onClick={undo}>
        Undo
      </Anchor>
    </Group>
  )
}
