import { ActionIcon, Menu, Popover } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Filter } from '@rollcall/filters'
import { IconBraces, IconClipboard, IconCode, IconDots, IconTerminal2 } from '@tabler/icons-react'
import { useState } from 'react'
import { PasteRule } from './paste-rule.tsx'
import { curlOf, sdkCodeOf } from './rule-text.ts'
import classes from './segment.module.css'

type Props = { filter: Filter; onChange: (filter: Filter) => void }

/** The rule as JSON and as a call of the API, and back from JSON. */
export function RuleTools({ filter, onChange }: Props) {
  const [written, setWritten] = useState<string>()
  const copy = async (text: string, what: string) => {
    try {
      await navigator.clipboard.writeText(text)
      notifications.show({ message: `${what} is on your clipboard.` })
    } catch {
      // Without https a browser may refuse; then the text stands where it can be copied by hand.
      setWritten(text)
    }
  }
  return (
    <Popover
      opened={written !== undefined}
      onDismiss={() => setWritten(undefined)}
      position="bottom-end"
      width={420}
      trapFocus
      // What it stands at is no control of its own.
      withRoles={false}
    >
      <Popover.Target>
        <div>
          <Menu position="bottom-end" width={200}>
            <Menu.Target>
              <ActionIcon aria-label="Copy or paste the rule">
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconBraces size={15} />}
                onClick={() => copy(JSON.stringify(filter, null, 2), 'The rule as JSON')}
              >
                Copy as JSON
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTerminal2 size={15} />}
                onClick={() => copy(curlOf(filter, location.origin), 'The call for a terminal')}
              >
                Copy as curl
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCode size={15} />}
                onClick={() => copy(sdkCodeOf(filter, location.origin), 'The code for the SDK')}
              >
                Copy as SDK code
              </Menu.Item>
              <Menu.Item leftSection={<IconClipboard size={15} />} onClick={() => setWritten('')}>
                Paste JSON
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </Popover.Target>
      <Popover.Dropdown className={classes.paste}>
        {written !== undefined && (
          <PasteRule
            start={written}
            onRule={(rule) => {
              setWritten(undefined)
              onChange(rule)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
