import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client, type Tag } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './tags.module.css'

// As many as the API tells of.
const COUNTED = 10_000

/** Who and what put a tag on, on whom lately, and on how many each day. */
export function TagActivity({ tag }: { tag: Tag }) {
  const query = useQuery({
    queryKey: ['tags', 'activity', tag.id],
    queryFn: ({ signal }) => client.tags.activity(tag.id, { signal }),
  })
  return (
    <Answer query={query} waiting={<Waiting height={160} />}>
      {({ sources, latest, days }) =>
        sources.length > 0 && (
          <>
            <Panel title="Put on in the last 30 days">
              <Days days={days} />
            </Panel>
            <Panel title="Put on by">
              {tag.contactCount > COUNTED && (
                <p className={classes.quiet}>Of the latest {numberText(COUNTED)} times.</p>
              )}
              <ul className={classes.rows}>
                {sources.map(({ by, byName, count, lastAt }) => (
                  <li key={by}>
                    <span>{actorText(by, byName)}</span>
                    <span className={`${classes.quiet} num`}>
                      {countText(count, 'person', 'people')}, last <Ago time={lastAt} />
                    </span>
                  </li>
                ))}
              </ul>
            </Panel>
            <Panel title="Put on lately">
              <ul className={classes.rows}>
                {latest.map(({ contact, name, appliedAt, by, byName }) => (
                  <li key={contact}>
                    <Link to="/contacts/$contact" params={{ contact }}>
                      {name}
                    </Link>
                    <span className={classes.quiet}>
                      <Ago time={appliedAt} /> {actorText(by, byName)}
                    </span>
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        )
      }
    </Answer>
  )
}

function Days({ days }: { days: { day: string; added: number }[] }) {
  const most = Math.max(1, ...days.map(({ added }) => added))
  const sum = days.reduce((total, { added }) => total + added, 0)
  return (
    <>
      <div className={classes.days} role="img" aria-label={`${countText(sum, 'person', 'people')} in 30 days`}>
        {days.map(({ day, added }) => (
          <span
            key={day}
            title={`${day}: ${countText(added, 'person', 'people')}`}
            style={{ height: `${Math.round((100 * added) / most)}%` }}
          />
        ))}
      </div>
      <div className={classes.axis} aria-hidden>
        <span>{days.length} days ago</span>
        <span>{countText(most, 'person', 'people')} on the busiest day</span>
        <span>Today</span>
      </div>
    </>
  )
}
