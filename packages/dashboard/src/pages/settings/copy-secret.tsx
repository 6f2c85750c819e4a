import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Notice } from '../../parts/notice.tsx'

type Props = { words: ReactNode; lines: { label: string; text: string }[] }

/** Something that is shown this once, each line with its button to copy it. */
export function CopySecret({ words, lines }: Props) {
  return (
    <Notice>
      <Stack gap={8}>
        <Text size="sm">{words}</Text>
        {lines.map(({ label, text }) => (
          <CopyLine key={label} label={label} text={text} onto="notice" />
        ))}
      </Stack>
    </Notice>
  )
}
