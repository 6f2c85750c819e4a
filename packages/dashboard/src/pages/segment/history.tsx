import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Growth } from './growth.tsx'
import classes from './history.module.css'
import type { Asked, SegmentSearch } from './search.ts'
import shared from './segment.module.css'
import { type Transition, TransitionLog } from './transition-log.tsx'

type Props = {
  segment: string
  /** A list kept by hand has no rule to be explained. */
  isByHand?: boolean
  search: SegmentSearch
  onAsk: (asked: Asked) => void
}
type Way = Transition['direction'] | 'both'

const POLL_MS = 10_000
const WAYS: { value: Way; label: string }[] = [
  { value: 'both', label: 'Both' },
  { value: 'entered', label: 'Came' },
  { value: 'left', label: 'Left' },
]

/** How a saved segment grew, and who came and left, when and why. */
export function History({ segment, isByHand = false, search, onAsk }: Props) {
  const [way, setWay] = useState<Way>('both')
  const direction = way === 'both' ? undefined : way
  const log = usePages<Transition>(
    ['segments', 'transitions', segment, way],
    (page) => client.segments.transitions(segment, { ...page.query, direction }, page.options),
    { everyMs: usePollMs(POLL_MS) },
  )
  return (
    <>
      <Growth {...{ segment, isByHand, search, onAsk }} />
      <div className={classes.logHead}>
        <h2 className={shared.lookTitle}>Who came and left</h2>
        <SegmentedControl
          size="xs"
          data={WAYS}
          value={way}
          onChange={(picked) => setWay(WAYS.find(({ value }) => value === picked)?.value ?? 'both')}
          aria-label="Who is listed"
        />
      </div>
      <PagedAnswer query={log} none={<p className={shared.quiet}>Nobody did so since this is recorded.</p>}>
        {(transitions) => <TransitionLog {...{ segment, isByHand, transitions }} />}
      </PagedAnswer>
    </>
  )
}
