import { ActionIcon, Kbd, Menu } from '@mantine/core'
import { isGroup } from '@rollcall/filters'
import { IconGripVertical } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent, RefObject } from 'react'
import classes from './builder.module.css'
import { useBuilder } from './builder-state.ts'
import {
  duplicateNode,
  type Edited,
  findNode,
  moveDown,
  moveUp,
  type Path,
  removeNode,
  unwrapGroup,
  wrapNode,
} from './edit-filter.ts'

type Props = { path: Path; what: 'group' | 'condition'; row: RefObject<HTMLDivElement | null> }
type Action = {
  label: string
  keys: string
  said: string
  isKey: (event: KeyboardEvent) => boolean
  edited: () => Edited | undefined
}

/** What a row is dragged by, and what can be done with it: by menu, or by keys while it has the keyboard. */
export function NodeGrip({ path, what, row }: Props) {
  const { drag, edit } = useBuilder()
  const actions = useActions(path)
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actions.find(({ isKey }) => isKey(event))
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    edit(action.edited(), action.said)
  }
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = 'move'
    // Firefox drags nothing that carries no data.
    event.dataTransfer.setData('text/plain', path.join('.'))
    if (row.current) event.dataTransfer.setDragImage(row.current, 60, 16)
    // Chromium ends a drag whose source changes while it starts.
    setTimeout(() => drag(path), 0)
  }
  return (
    <Menu position="bottom-start" width={250}>
      <Menu.Target>
        <ActionIcon
          className={classes.grip}
          data-grip
          draggable
          onDragStart={onDragStart}
          onKeyDown={onKeyDown}
          aria-label={`Move or change this ${what}`}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete Control+D"
        >
          <IconGripVertical size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** A component of its own, so that what each action would make of the filter is worked out only where the menu is open. */
function ActionItems({ actions }: { actions: Action[] }) {
  const { edit } = useBuilder()
  return actions.map(({ label, keys, said, edited }) => {
    const result = edited()
    return (
      <Menu.Item
        key={label}
        disabled={!result}
        onClick={() => edit(result, said)}
        rightSection={
          <Kbd size="xs" ff="text">
            {keys}
          </Kbd>
        }
      >
        {label}
      </Menu.Item>
    )
  })
}

function useActions(path: Path): Action[] {
  const { root } = useBuilder()
  const node = findNode(root, path)
  const alt = (key: string) => (event: KeyboardEvent) => event.altKey && event.key === key
  const wrap = { label: 'Put into a new group', keys: 'Alt →', said: 'Put into a new group.', isKey: alt('ArrowRight') }
  const unwrap = {
    label: 'Dissolve the group',
    keys: 'Alt ←',
    said: 'The group is dissolved.',
    isKey: alt('ArrowLeft'),
  }
  return [
    { label: 'Move up', keys: 'Alt ↑', said: 'Moved up.', isKey: alt('ArrowUp'), edited: () => moveUp(root, path) },
    {
      label: 'Move down',
      keys: 'Alt ↓',
      said: 'Moved down.',
      isKey: alt('ArrowDown'),
      edited: () => moveDown(root, path),
    },
    { ...wrap, edited: () => wrapNode(root, path) },
    ...(node && isGroup(node) ? [{ ...unwrap, edited: () => unwrapGroup(root, path) }] : []),
    {
      label: 'Duplicate',
      keys: 'Ctrl D',
      said: 'Duplicated.',
      isKey: (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd',
      edited: () => duplicateNode(root, path),
    },
    {
      label: 'Remove',
      keys: 'Del',
      said: 'Removed.',
      isKey: ({ key }) => key === 'Delete' || key === 'Backspace',
      edited: () => ({ filter: removeNode(root, path), path: path.with(-1, Math.max(0, (path.at(-1) ?? 0) - 1)) }),
    },
  ]
}
