import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client, type Segment } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Notice } from '../../parts/notice.tsx'
import classes from './segment.module.css'

type Props = { segment: Segment; base: number; onKeepMine: () => void }

/** Somebody else saved a rule while this one was edited: who, what it changed, and the choice that is left. */
export function SavedMeanwhile({ segment: { id, version }, base, onKeepMine }: Props) {
  const { data } = useQuery({
    queryKey: ['segments', 'versions', id, 'newest', version],
    queryFn: ({ signal }) => client.segments.versions(id, { limit: 1 }, { signal }),
  })
  const newest = data?.data[0]
  return (
    <div className={classes.meanwhile}>
      <Notice tone="warn">
        Version {version} was saved while you edited{newest && `, ${actorText(newest.createdBy, newest.createdByName)}`}
        .{' '}
        <Link
          from="/segments/$segment"
          to="."
          search={(known) => ({ ...known, look: 'versions', from: base, to: version })}
          resetScroll={false}
        >
          See what it changed
        </Link>
        , then keep yours or go back to the saved rule.
      </Notice>
      <Button variant="default" size="xs" onClick={onKeepMine}>
        Keep mine
      </Button>
    </div>
  )
}
