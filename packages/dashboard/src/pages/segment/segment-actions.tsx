import { Button } from '@mantine/core'
import { IconChartDots3 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Segment } from '../../api.ts'
import { DeleteSegment } from './delete-segment.tsx'
import { MoreActions } from './more-actions.tsx'
import { RenameSegment } from './rename-segment.tsx'

/** Compare, rename, copy, export and delete. */
export function SegmentActions({ segment }: { segment: Segment }) {
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChartDots3 size={15} />}
        renderRoot={(props) => <Link to="/segments/overlap" search={{ segments: [segment.id] }} {...props} />}
      >
        Compare
      </Button>
      <RenameSegment segment={segment} />
      <DeleteSegment segment={segment} />
      <MoreActions segment={segment} />
    </>
  )
}
