import { Button, Code, CopyButton, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Notice } from '../../parts/notice.tsx'
import classes from './settings.module.css'

type Props = { words: ReactNode; lines: { label: string; text: string }[] }

/** Something that is shown this once, each line with its button to copy it. */
export function CopySecret({ words, lines }: Props) {
  return (
    <Notice>
      <Text size="sm">{words}</Text>
      {lines.map(({ label, text }) => (
        <Group key={label} gap="xs" mt={8} align="flex-start" wrap="nowrap">
          <Code className={classes.secret} flex={1}>
            {text}
          </Code>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" flex="none" onClick={copy}>
                {copied ? 'Copied' : label}
              </Button>
            )}
          </CopyButton>
        </Group>
      ))}
    </Notice>
  )
}
