import { Button } from '@mantine/core'
import { IconChartDots3 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Segment } from '../../api.ts'
import { useMay } from '../../use-may.ts'
import { DeleteSegment } from './delete-segment.tsx'
import { MoreActions } from './more-actions.tsx'
import { RenameSegment } from './rename-segment.tsx'

/** Compare and export; rename, copy and delete for whoever may. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const mayWrite = useMay()('segments:write')
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChartDots3 size={15} />}
        renderRoot={(props) => <Link to="/segments/overlap" search={{ segments: [segment.id] }} {...props} />}
      >
        Compare
      </Button>
      {mayWrite && <RenameSegment segment={segment} />}
      {mayWrite && <DeleteSegment segment={segment} />}
      <MoreActions segment={segment} />
    </>
  )
}
