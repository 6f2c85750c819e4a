import { Modal, TextInput, VisuallyHidden } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Command } from '../commands/command.ts'
import { listCommands } from '../commands/use-commands.ts'
import { countText } from '../parts/number-text.ts'
import type { Entry } from './entry.ts'
import classes from './palette.module.css'
import { PaletteList } from './palette-list.tsx'
import { useEntries } from './use-entries.ts'

/** Everything by its name: pages, actions, and what is in the project. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal.Root opened={opened} onClose={close} yOffset="11dvh" size={640} transitionProps={{ duration: 80 }}>
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content aria-label="Command palette" radius="lg">
        <PaletteBody close={close} />
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ close }: { close: () => void }) {
  const [commands] = useState(() => listCommands().filter(isNamed))
  const [text, setText] = useState('')
  const { entries, isWaiting, failed } = useEntries(commands, text)
  const list = useId()
  // Held by its id: results that arrive late do not move a line that somebody has gone to.
  const [chosen, setChosen] = useState<string>()
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  )
  const take = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepOf(event, { at, count: entries.length })
    if (next !== undefined) setChosen(entries[next]?.id)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(entries[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        variant="unstyled"
        size="md"
        className={classes.input}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder="Go anywhere, do anything, find anyone"
        data-autofocus
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(undefined)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label="Command palette"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={entries[at] ? `${list}-${at}` : undefined}
      />
      <PaletteList id={list} entries={entries} at={at} take={take} point={setChosen} />
      {failed.length > 0 && (
        <p className={classes.failed} role="alert">
          {new Intl.ListFormat('en').format(failed)} could not be searched just now.
        </p>
      )}
      <VisuallyHidden role="status">{isWaiting ? '' : countText(entries.length, 'result')}</VisuallyHidden>
    </>
  )
}

// A page's own way to make a thing goes before the general one.
function isNamed({ label, isByKeyOnly }: Command, place: number, all: Command[]): boolean {
  return !isByKeyOnly && all.findIndex((command) => command.label === label) === place
}

function stepOf({ key }: KeyboardEvent, { at, count }: { at: number; count: number }): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at + count - 1) % count
  if (key === 'PageDown') return Math.min(at + 8, count - 1)
  return key === 'PageUp' ? Math.max(at - 8, 0) : undefined
}
