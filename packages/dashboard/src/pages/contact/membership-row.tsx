import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { Explained } from '../../parts/explained.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'

/** Where somebody stands with one segment: since when they are in it, or when they left. */
export type Membership = {
  segment: { id: string; name: string; kind: 'dynamic' | 'static' }
  at: string | null
  because: string | null
  by: string | null
  isIn: boolean
}

type Props = { contact: string; membership: Membership }

/** One segment: a link to its own view of why, and the reasons right here. */
export function MembershipRow({ contact, membership }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { segment, at, because, by, isIn } = membership
  const isList = segment.kind === 'static'
  const who = by && by.split(':', 1).join() !== 'system' ? ` · ${actorText(by, null)}` : ''
  return (
    <li>
      <div className={classes.membershipHead}>
        <Link
          to="/segments/$segment"
          params={{ segment: segment.id }}
          search={isList ? {} : { look: 'why', contact }}
          className={classes.membershipName}
        >
          {segment.name}
        </Link>
        {!isList && (
          <button
            type="button"
            className={classes.whyButton}
            aria-expanded={isOpen}
            aria-label={`${isIn ? 'Why in' : 'Why not in'} ${segment.name}?`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Close' : isIn ? 'Why?' : 'Why not?'}
          </button>
        )}
      </div>
      <span className={classes.when}>
        {isList && 'Static list · '}
        {at ? (
          <>
            {isIn ? (
              `Since ${timeText(at)}`
            ) : (
              <>
                Left <Ago time={at} />
              </>
            )}
            {because && ` · ${because.replace(/\.$/, '')}`}
            {who}
          </>
        ) : isIn ? (
          'Since before anything was recorded'
        ) : isList ? (
          'Nobody put them on it'
        ) : (
          'Not in the last 30 days'
        )}
      </span>
      {isOpen && <Reasons contact={contact} segment={segment.id} />}
    </li>
  )
}

function Reasons({ contact, segment }: { contact: string; segment: string }) {
  const query = useQuery({
    queryKey: ['contacts', 'why', contact, segment],
    queryFn: ({ signal }) => client.segments.explain(segment, { contact }, { signal }),
  })
  return (
    <div className={classes.reasons}>
      <Answer query={query} waiting={<Waiting rows={2} />}>
        {(answer) => <Explained answer={answer} />}
      </Answer>
    </div>
  )
}
