import type { Reply } from '@rollcall/sdk'
import { IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './test-send.module.css'

type Result = Reply<'campaigns.test'>['results'][number]

const ICONS = { accepted: IconCircleCheck, deferred: IconClock, rejected: IconCircleX, uncertain: IconClock }
const WORDS = {
  accepted: 'sent',
  deferred: 'not taken yet: try again in a moment',
  rejected: 'refused',
  uncertain: 'nobody knows whether it arrived',
}

/** What became of each test, in the words of whatever refused it. */
export function TestSent({ results, isCaught }: { results: Result[]; isCaught: boolean }) {
  return (
    <div role="status">
      <ul className={classes.results} aria-label="What became of the test">
        {results.map(({ to, outcome, response }) => {
          const Icon = ICONS[outcome]
          return (
            <li key={to} data-outcome={outcome}>
              <Icon size={16} stroke={1.8} aria-hidden />
              <span>
                {to}: {WORDS[outcome]}
                {outcome !== 'accepted' && response && <em> {response}</em>}
              </span>
            </li>
          )
        })}
      </ul>
      {isCaught && (
        <p className={classes.caught}>
          Mail is caught here and goes nowhere else: <Link to="/mail">look at it</Link>.
        </p>
      )}
    </div>
  )
}
