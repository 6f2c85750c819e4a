import { ActionIcon, Button } from '@mantine/core'
import type { BuilderPart, Parts } from '@rollcall/filters'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './builder.module.css'
import type { Tests } from './catalogue.ts'
import { PartEditor } from './part-editor.tsx'

type Props = {
  /** What can be said. */
  offered: BuilderPart[]
  /** What is said, by key. */
  parts: Parts
  tests: Tests
  invalid: boolean
  onChange: (key: string, value: unknown) => void
}

/** What a condition says beside its operand: required parts at once, others when they are there or asked for. */
export function PartsEditor({ offered, parts, onChange, tests, invalid }: Props) {
  const [opened, setOpened] = useState<string[]>([])
  const isShown = ({ key, isRequired }: BuilderPart) => isRequired || parts[key] !== undefined || opened.includes(key)
  const close = (key: string) => {
    setOpened(opened.filter((other) => other !== key))
    onChange(key, undefined)
  }
  // What is being edited stays open while it is not whole.
  const change = (key: string, value: unknown) => {
    if (!opened.includes(key)) setOpened([...opened, key])
    onChange(key, value)
  }
  return (
    <div className={classes.parts} data-answer>
      {offered.filter(isShown).map((part) => (
        <div key={part.key} className={classes.part}>
          <span className={classes.partLabel}>{part.label}</span>
          <PartEditor
            {...{ part, tests, invalid }}
            event={typeof parts.name === 'string' ? parts.name : undefined}
            value={parts[part.key]}
            onChange={(value) => change(part.key, value)}
          />
          {!part.isRequired && (
            <ActionIcon size="sm" onClick={() => close(part.key)} aria-label={`Remove “${part.label}”`}>
              <IconX size={13} />
            </ActionIcon>
          )}
        </div>
      ))}
      {offered
        .filter((part) => !isShown(part))
        .map(({ key, label }) => (
          <Button key={key} variant="subtle" color="gray" size="compact-xs" onClick={() => setOpened([...opened, key])}>
            + {label}
          </Button>
        ))}
    </div>
  )
}
