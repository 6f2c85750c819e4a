import { Anchor, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { showTrouble } from '../show-trouble.ts'

type Undo = () => unknown

// What the shortcut takes back: the notice that came last, while it stands.
let last: { notice: string; undo: Undo } | undefined

/** Says what was done, with the way back: a click, or Z. */
export function offerUndo(words: string, undo: Undo) {
  const notice = notifications.show({
    message: <UndoMessage words={words} undo={() => void takeBack(notice, undo)} />,
    autoClose: 10_000,
    onClose: () => {
      if (last?.notice === notice) last = undefined
    },
  })
  last = { notice, undo }
}

/** Takes back what was offered last; says so when there is nothing. */
export function undoLast() {
  if (last) void takeBack(last.notice, last.undo)
  else notifications.show({ message: 'There is nothing to undo.', autoClose: 3_000 })
}

async function takeBack(notice: string, undo: Undo) {
  last = undefined
  notifications.hide(notice)
  try {
    await undo()
  } catch (error) {
    showTrouble(error)
  }
}

function UndoMessage({ words, undo }: { words: string; undo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{words}</span>
      <Anchor component="button" type="button" size="sm" onClick={undo}>
        Undo
      </Anchor>
    </Group>
  )
}
