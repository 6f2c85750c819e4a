import { IconFilterOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Segment } from '../../api.ts'
import { useToldOptions } from '../../live/connection.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Page } from '../../parts/page.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useRecent } from '../../recent.ts'
import { DynamicSegment } from './dynamic-segment.tsx'
import { SegmentActions } from './segment-actions.tsx'
import { segmentQuery } from './segment-queries.ts'
import { StaticSegment } from './static-segment.tsx'

const route = getRouteApi('/frame/segments/$segment')

export function SegmentPage() {
  const { segment: id } = route.useParams()
  const query = useQuery({ ...segmentQuery(id), ...useToldOptions() })
  return (
    <ThingPage
      query={query}
      kind="Segment"
      back={{ to: '/segments', label: 'Segments' }}
      missing={{ icon: <IconFilterOff size={20} />, title: 'This segment is not here' }}
    >
      {(segment) => <OneSegment segment={segment} />}
    </ThingPage>
  )
}

function OneSegment({ segment }: { segment: Segment }) {
  const { id, name, description, kind } = segment
  useRecent({ kind: 'segment', id, label: name })
  const lead = kind === 'static' ? 'A list kept by hand.' : 'A live rule: people enter and leave by themselves.'
  return (
    <Page
      title={name}
      lead={description ?? lead}
      above={<BackLink to="/segments">Segments</BackLink>}
      actions={<SegmentActions key={id} segment={segment} />}
    >
      {kind === 'dynamic' ? (
        <DynamicSegment key={id} segment={segment} />
      ) : (
        <StaticSegment key={id} segment={segment} />
      )}
    </Page>
  )
}
