import { ActionIcon, ColorSwatch, Group, Popover, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../../use-may.ts'

// Told apart on white and on black, and by most people who see fewer colours.
const COLORS = [
  ['#3b6fe0', 'Blue'],
  ['#0f8a8a', 'Teal'],
  ['#2e8b57', 'Green'],
  ['#b58900', 'Ochre'],
  ['#d2691e', 'Orange'],
  ['#c0392b', 'Red'],
  ['#b8448f', 'Magenta'],
  ['#7a5cc2', 'Violet'],
  ['#73757f', 'Grey'],
] as const

type Props = { name: string; color: string | null; onChange: (color: string | null) => void }

/** A tag's colour, picked from a few by whoever may. */
export function ColorPick({ name, color, onChange }: Props) {
  const [opened, setOpened] = useState(false)
  const mayWrite = useMay()('contacts:write')
  const pick = (value: string | null) => {
    setOpened(false)
    onChange(value)
  }
  if (!mayWrite) return <ColorSwatch color={color ?? 'transparent'} size={14} />
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon onClick={() => setOpened(!opened)} aria-label={`Colour of ${name}`}>
          <ColorSwatch color={color ?? 'transparent'} size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Group gap={8} maw={150}>
          {COLORS.map(([value, label]) => (
            <UnstyledButton key={value} aria-label={label} title={label} onClick={() => pick(value)}>
              <ColorSwatch color={value} size={22}>
                {value === color && <IconCheck size={14} color="#fff" />}
              </ColorSwatch>
            </UnstyledButton>
          ))}
          <UnstyledButton aria-label="No colour" title="No colour" onClick={() => pick(null)}>
            <ColorSwatch color="transparent" size={22} />
          </UnstyledButton>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
