import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'

type Way = (() => void) | undefined

/** Moves a line of a list up or down; undefined: it stands at that end. */
export function MoveButtons({ name, up, down }: { name: string; up: Way; down: Way }) {
  return (
    <>
      <ActionIcon aria-label={`Move ${name} up`} disabled={!up} onClick={up}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={`Move ${name} down`} disabled={!down} onClick={down}>
        <IconArrowDown size={16} />
      </ActionIcon>
    </>
  )
}
