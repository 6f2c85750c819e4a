import { Button, Text } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { IconFilterPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../use-may.ts'

/** The way from a list to a segment of the same people; it says what a rule cannot keep. */
export function MakeSegment({ filters, q }: { filters: Filter; q: string | undefined }) {
  if (!useMay()('segments:write')) return null
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconFilterPlus size={15} />}
        renderRoot={(props) => <Link to="/segments/new" search={{ filters }} {...props} />}
      >
        Create a segment from this
      </Button>
      {q && (
        <Text size="xs" c="dimmed">
          The search “{q}” is left out: rules do not search.
        </Text>
      )}
    </>
  )
}
