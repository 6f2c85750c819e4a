import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Campaign, CampaignResults } from '../../api.ts'
import { Figure } from '../../parts/figure.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { STATES } from '../campaign-results/search.ts'
import { durationText } from './duration.ts'
import type { Pace } from './pace-of.ts'
import classes from './results.module.css'
import { leftOf, meaningOf, STATE_WORDS } from './state-words.ts'
import { throttleText } from './throttle-text.ts'

type Props = {
  results: CampaignResults
  channel: Campaign['channel']
  pace: Pace | undefined
  /** What holds it up while it is sending. */
  throttle: Campaign['throttle']
  isRunning: boolean
}

/** Every person of the frozen audience, by what became of their message: the parts sum up to the whole. */
export function Progress({ results, channel, pace, throttle, isRunning }: Props) {
  const { members, sent } = results
  const left = leftOf(results)
  return (
    <section aria-label="Progress" className={classes.progress}>
      <div className={classes.hero}>
        <Figure value={sent} label={`sent, of ${countText(members, 'person', 'people')} in the audience`} />
        {left > 0 && <Figure size="md" value={left} label="left" />}
        {isRunning && left > 0 && (
          <p className={`${classes.pace} num`}>{throttle ? throttleText(throttle) : paceText(pace)}</p>
        )}
      </div>
      <Bar results={results} />
      <Legend results={results} channel={channel} />
    </section>
  )
}

function paceText(pace: Pace | undefined): string {
  if (!pace) return 'Measuring how fast it goes…'
  const { perSecond, leftMs } = pace
  if (perSecond === 0) return 'Nothing has left for a minute.'
  const rate =
    perSecond >= 1 ? `${numberText(perSecond)} a second` : `${numberText(Math.max(1, perSecond * 3_600))} an hour`
  return `${rate}, about ${durationText(leftMs)} left`
}

function Bar({ results }: { results: CampaignResults }) {
  const said = STATES.filter((state) => results[state] > 0).map(
    (state) => `${numberText(results[state])} ${STATE_WORDS[state]}`,
  )
  return (
    <div className={classes.bar} role="img" aria-label={said.join(', ')}>
      {STATES.map((state) => (
        <span
          key={state}
          data-state={state}
          style={{ width: `${(100 * results[state]) / Math.max(1, results.members)}%` }}
        />
      ))}
    </div>
  )
}

// These are shown even when they are none: it is what one looks for first.
const ALWAYS: readonly string[] = ['sent', 'skipped', 'failed']

function Legend({ results, channel }: Pick<Props, 'results' | 'channel'>) {
  const shown = STATES.filter((state) => results[state] > 0 || ALWAYS.includes(state))
  return (
    <ul className={`${classes.legend} num`}>
      {shown.map((state) => (
        <li key={state}>
          <Tooltip label={meaningOf(state, channel)} multiline maw={280}>
            <Link to="." search={{ state }} preload={false} className={classes.state}>
              <span className={classes.swatch} data-state={state} aria-hidden />
              <strong>{numberText(results[state])}</strong> {STATE_WORDS[state]}
            </Link>
          </Tooltip>
        </li>
      ))}
      <li className={classes.whole}>= {numberText(results.members)} in all</li>
    </ul>
  )
}
