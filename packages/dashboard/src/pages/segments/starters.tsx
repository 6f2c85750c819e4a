import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { isFilter } from '../../search-params.ts'
import classes from './segments.module.css'

const SHOWN = 6

/** Rules that most projects want one day, each with whom it matches right now and a click away from being edited. */
export function Starters() {
  const [isAll, setAll] = useState(false)
  const query = useQuery({
    queryKey: ['segments', 'starters'],
    queryFn: async ({ signal }) => {
      const { data } = await client.segments.starters({ signal })
      // Counts are worth more than an order of ours: those that say something of these contacts come first.
      return data.toSorted((a, b) => Number(b.count > 0) - Number(a.count > 0))
    },
  })
  return (
    <section aria-label="Start from one of these">
      <h2 className={classes.startersTitle}>Start from one of these</h2>
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {(starters) => (
          <ul className={classes.starters}>
            {starters.slice(0, isAll ? undefined : SHOWN).map(({ id, name, description, filters, count }) => (
              <li key={id}>
                <Link
                  to="/segments/new"
                  search={{ filters: isFilter(filters) ? filters : undefined, name, description }}
                  preload={false}
                  className={classes.starter}
                >
                  <span className={classes.starterHead}>
                    {name}
                    <span className="num" title={countText(count, 'person matches', 'people match')}>
                      {countText(count, 'person', 'people')}
                    </span>
                  </span>
                  <span className={classes.starterNote}>{description}</span>
                </Link>
              </li>
            ))}
            {!isAll && starters.length > SHOWN && (
              <li>
                <Button variant="subtle" size="sm" onClick={() => setAll(true)}>
                  Show all {starters.length}
                </Button>
              </li>
            )}
          </ul>
        )}
      </Answer>
    </section>
  )
}
