import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { conditionOfSegment } from '../../builder/catalogue.ts'
import { actorText } from '../../parts/actor-text.ts'
import { numberText } from '../../parts/number-text.ts'
import { timeText } from '../../parts/time-text.ts'
import classes from './history.module.css'
import shared from './segment.module.css'

export type Transition = Reply<'segments.transitions'>['data'][number]

type Props = { segment: string; isByHand: boolean; transitions: Transition[] }

/** Who came and who left, when and why, each with the way to their own explanation. */
export function TransitionLog({ segment, isByHand, transitions }: Props) {
  return (
    <ul className={classes.log}>
      {transitions.map((transition) => {
        const { at, direction, because, by, byName, count } = transition
        return (
          <li key={`${at} ${direction} ${because} ${by} ${count} ${transition.contacts[0]?.id}`}>
            <span className={classes.way} data-direction={direction}>
              {direction === 'entered' ? '+' : '−'}
              {numberText(count)} {direction === 'entered' ? 'came' : 'left'}
            </span>
            <span>
              <Names {...{ transition, segment, isByHand }} />
              <span className={classes.why}>
                {because.replace(/\.$/, '')}
                {by && !by.startsWith('system') && `, ${actorText(by, byName)}`}.
              </span>
            </span>
            <time className={classes.when} dateTime={at}>
              {timeText(at)}
            </time>
          </li>
        )
      })}
    </ul>
  )
}

type NamesProps = Omit<Props, 'transitions'> & { transition: Transition }

function Names({ transition: { at, direction, contacts, count }, segment, isByHand }: NamesProps) {
  if (contacts.length === 0) return null
  const more = count - contacts.length
  return (
    <>
      {contacts.map(({ id, name, email }, place) => {
        const called = name ?? email ?? 'Somebody without a name'
        return (
          <Fragment key={id}>
            {place > 0 && ', '}
            <Link to="/contacts/$contact" params={{ contact: id }} preload={false} className={shared.person}>
              {called}
            </Link>{' '}
            {!isByHand && (
              <Link
                to="/segments/$segment"
                params={{ segment }}
                search={{ look: 'why', contact: id }}
                className={classes.explain}
                aria-label={`Why ${called} is in or out now`}
              >
                why?
              </Link>
            )}
          </Fragment>
        )
      })}
      {more > 0 && ' and '}
      {more > 0 && <More {...{ segment, at, direction, more }} />}
      {'. '}
    </>
  )
}

type MoreProps = { segment: string; at: string; direction: Transition['direction']; more: number }

/** How many others; of those who came the way to whoever is in since then. Whoever left is not kept in a list. */
function More({ segment, at, direction, more }: MoreProps) {
  const words = `${numberText(more)} more`
  if (direction === 'left') return words
  const second = Math.floor(Date.parse(at) / 1000) * 1000
  const [from, to] = [second, second + 1000].map((ms) => new Date(ms).toISOString().replace('.000', ''))
  const filters: Filter = { match: 'all', conditions: [conditionOfSegment(segment, { from, to })] }
  return (
    <Link to="/contacts" search={{ filters }} preload={false} title="Those who are in since then">
      {words}
    </Link>
  )
}
