import { Skeleton } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { client, troubleOf } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { DynamicSegment } from './dynamic-segment.tsx'
import { SegmentActions } from './segment-actions.tsx'
import { StaticSegment } from './static-segment.tsx'

const route = getRouteApi('/frame/segments/$segment')
const back = <BackLink to="/segments">Segments</BackLink>

export function SegmentPage() {
  const { segment: id } = route.useParams()
  const query = useQuery({
    queryKey: ['segments', 'one', id],
    queryFn: ({ signal }) => client.segments.get(id, { signal }),
  })
  if (query.error && troubleOf(query.error).isMissing) return <NoSuchSegment />
  return (
    <Answer query={query} waiting={<Waiting />}>
      {(segment) => (
        <Page
          title={segment.name}
          lead={
            segment.description ??
            (segment.kind === 'static' ? 'A list kept by hand.' : 'A live rule: people enter and leave by themselves.')
          }
          above={back}
          actions={<SegmentActions segment={segment} />}
        >
          {segment.kind === 'dynamic' ? (
            <DynamicSegment key={segment.id} segment={segment} />
          ) : (
            <StaticSegment segment={segment} />
          )}
        </Page>
      )}
    </Answer>
  )
}

function Waiting() {
  return (
    <Page title="Segment" above={back}>
      <Skeleton height={280} />
    </Page>
  )
}

function NoSuchSegment() {
  return (
    <Page title="Segment" above={back}>
      <EmptyState icon={<IconFilterOff size={20} />} title="This segment is not here">
        It may have been deleted, or the link belongs to another project.
      </EmptyState>
    </Page>
  )
}
