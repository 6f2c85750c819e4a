import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { ListedColumn } from './column-list.ts'
import classes from './contacts.module.css'
import type { useColumns } from './use-columns.ts'

/** Which columns stand in the table, and in which order. */
export function ColumnPicker({ columns }: { columns: ReturnType<typeof useColumns> }) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns3 size={15} />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Choices columns={columns} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ columns: { offered, listed, set, reset, isChanged } }: { columns: ReturnType<typeof useColumns> }) {
  const [text, setText] = useState('')
  const isAsked = ({ header }: { header: string }) => header.toLowerCase().includes(text.trim().toLowerCase())
  const place = (key: string) => listed.findIndex((column) => column.key === key)
  const shown = listed.flatMap(({ key }) => offered.find((column) => column.key === key) ?? [])
  const rest = offered.filter(({ key }) => place(key) === -1)
  const toggle = (key: string) =>
    set(place(key) === -1 ? [...listed, { key }] : listed.filter((column) => column.key !== key))
  const move = (key: string, by: -1 | 1) => set(moved(listed, place(key), by))
  return (
    <>
      <TextInput
        size="xs"
        mb={6}
        data-autofocus
        aria-label="Find a column"
        placeholder="Find a column"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={classes.choices}>
        {[...shown, ...rest].filter(isAsked).map(({ key, header }) => {
          const at = place(key)
          return (
            <li key={key}>
              <Checkbox
                size="xs"
                label={header}
                checked={at !== -1}
                disabled={key === 'email'}
                onChange={() => toggle(key)}
              />
              {at > 0 && (
                <span className={classes.moves}>
                  <ActionIcon
                    size="sm"
                    aria-label={`Move ${header} up`}
                    disabled={at === 1}
                    onClick={() => move(key, -1)}
                  >
                    <IconArrowUp size={14} />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    aria-label={`Move ${header} down`}
                    disabled={at === listed.length - 1}
                    onClick={() => move(key, 1)}
                  >
                    <IconArrowDown size={14} />
                  </ActionIcon>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <Button variant="subtle" color="gray" size="xs" disabled={!isChanged} onClick={reset}>
        As they were
      </Button>
    </>
  )
}

function moved(listed: ListedColumn[], from: number, by: -1 | 1): ListedColumn[] {
  const column = listed[from]
  return column ? listed.toSpliced(from, 1).toSpliced(from + by, 0, column) : listed
}
