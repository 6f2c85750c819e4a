import { Group, Text } from '@mantine/core'
import { numberText } from '../parts/number-text.ts'

/** Something to choose, with how many there are of it. */
export function CountedOption({ label, count }: { label: string; count: number | undefined }) {
  return (
    <Group justify="space-between" wrap="nowrap" w="100%" gap="xs">
      <span>{label}</span>
      {count !== undefined && (
        <Text size="xs" c="dimmed" className="num">
          {numberText(count)}
        </Text>
      )}
    </Group>
  )
}
