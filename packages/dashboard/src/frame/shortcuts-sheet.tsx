import { Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { COMMAND_GROUPS, type Command } from '../commands/command.ts'
import { Keys } from '../commands/keys.tsx'
import { areSingleKeysOn, setSingleKeys } from '../commands/single-keys.ts'
import { listCommands } from '../commands/use-commands.ts'
import classes from './shortcuts-sheet.module.css'

/** Every shortcut that works right now, read from the very list that binds them. */
export function ShortcutsSheet({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keyboard shortcuts" size={640} transitionProps={{ duration: 80 }}>
      <Sheet />
    </Modal>
  )
}

function Sheet() {
  const [isOn, setOn] = useState(areSingleKeysOn)
  const [bound] = useState(() => listCommands().filter(({ keys }) => keys !== undefined))
  return (
    <>
      <div className={classes.groups}>
        {COMMAND_GROUPS.map((group) => (
          <Group key={group} title={group} commands={bound.filter((command) => command.group === group)} />
        ))}
      </div>
      <Switch
        label="Single letters are shortcuts"
        description="Switch this off when you type by voice."
        checked={isOn}
        onChange={(event) => {
          setOn(event.currentTarget.checked)
          setSingleKeys(event.currentTarget.checked)
        }}
      />
    </>
  )
}

function Group({ title, commands }: { title: string; commands: Command[] }) {
  if (commands.length === 0) return null
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {commands.map(({ id, label, keys = '' }) => (
          <div key={id} className={classes.line}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
