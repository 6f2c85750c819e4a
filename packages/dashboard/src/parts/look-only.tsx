import { Text } from '@mantine/core'

/** What stands in the place of a save button for somebody whose role does not let them change this. */
export function LookOnly() {
  return (
    <Text size="sm" c="dimmed">
      You may look, not change: ask an administrator for another role.
    </Text>
  )
}
