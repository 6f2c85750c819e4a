import { Anchor } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { actorText } from '../../parts/actor-text.ts'
import { numberText } from '../../parts/number-text.ts'
import { timeText } from '../../parts/time-text.ts'
import classes from './history.module.css'
import shared from './segment.module.css'
import { TransitionPeople } from './transition-people.tsx'

export type Transition = Reply<'segments.transitions'>['data'][number]

type Props = { segment: string; isByHand: boolean; transitions: Transition[] }

/** Who came and who left, when and why, each with the way to their own explanation. */
export function TransitionLog({ segment, isByHand, transitions }: Props) {
  return (
    <ul className={classes.log}>
      {transitions.map((transition) => (
        <Entry key={transition.id} {...{ transition, segment, isByHand }} />
      ))}
    </ul>
  )
}

function Entry({ transition, segment, isByHand }: EntryProps) {
  const { at, direction, because, by, byName, count } = transition
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <span className={classes.way} data-direction={direction}>
        {direction === 'entered' ? '+' : '−'}
        {numberText(count)} {direction === 'entered' ? 'came' : 'left'}
      </span>
      <span>
        <Names {...{ transition, segment, isByHand, isOpen }} toggle={() => setOpen(!isOpen)} />
        <span className={classes.why}>
          {because.replace(/\.$/, '')}
          {by && !by.startsWith('system') && `, ${actorText(by, byName)}`}.
        </span>
        {isOpen && <TransitionPeople segment={segment} transition={transition} />}
      </span>
      <time className={classes.when} dateTime={at}>
        {timeText(at)}
      </time>
    </li>
  )
}

type EntryProps = Omit<Props, 'transitions'> & { transition: Transition }
type NamesProps = EntryProps & { isOpen: boolean; toggle: () => void }

function Names({ transition: { contacts, count }, segment, isByHand, isOpen, toggle }: NamesProps) {
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
      {more > 0 && (
        <Anchor component="button" type="button" inherit aria-expanded={isOpen} onClick={toggle}>
          {numberText(more)} more
        </Anchor>
      )}
      {'. '}
    </>
  )
}
