import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { conditionOfSegment } from '../../builder/catalogue.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './history.module.css'
import shared from './segment.module.css'

type Transition = Reply<'segments.transitions'>['data'][number]
type Person = Reply<'segments.transitionPeople'>['data'][number]

/** Everybody who came or left by one entry of the log, page by page. */
export function TransitionPeople({ segment, transition }: { segment: string; transition: Transition }) {
  const people = usePages<Person>(['segments', 'transitions', segment, 'people', transition.id], (page) =>
    client.segments.transitionPeople(segment, transition.id, page.query, page.options),
  )
  return (
    <div className={classes.people}>
      {transition.direction === 'entered' && <StillIn segment={segment} at={transition.at} />}
      <PagedAnswer query={people} none={<p className={shared.quiet}>All of them were deleted since.</p>}>
        {(found) => (
          <ul aria-label="Everybody who did">
            {found.map(({ id, name, email }) => (
              <li key={id}>
                <Link to="/contacts/$contact" params={{ contact: id }} preload={false} className={shared.person}>
                  {name ?? email ?? 'Somebody without a name'}
                </Link>{' '}
                {name && email}
              </li>
            ))}
          </ul>
        )}
      </PagedAnswer>
    </div>
  )
}

/** The way to those of them who are in since then, to do something with them. */
function StillIn({ segment, at }: { segment: string; at: string }) {
  const second = Math.floor(Date.parse(at) / 1000) * 1000
  const [from, to] = [second, second + 1000].map((ms) => new Date(ms).toISOString().replace('.000', ''))
  const filters: Filter = { match: 'all', conditions: [conditionOfSegment(segment, { from, to })] }
  return (
    <Link to="/contacts" search={{ filters }} preload={false}>
      Those who are in since then
    </Link>
  )
}
