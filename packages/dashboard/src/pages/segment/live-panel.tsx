import { Link } from '@tanstack/react-router'
import type { LivePreview, Preview } from '../../builder/use-preview.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText, numberText, tookText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useProject } from '../../session.ts'
import classes from './segment.module.css'

/** The answer to the rule as it stands: how many, how many of them can be reached, and who for example. */
export function LivePanel({ live }: { live: LivePreview }) {
  const { preview, isStale, unfinished, error, refetch } = live
  return (
    <aside className={classes.live} aria-label="What the rule matches">
      <Panel>
        <div className={classes.figures}>
          <Figure
            value={preview?.count}
            label={preview?.count === 1 ? 'person matches' : 'people match'}
            note={preview && `counted exactly in ${tookText(preview.tookMs)}`}
            stale={isStale}
          />
          <Figure
            size="md"
            value={preview?.reachable}
            label="can get a campaign now"
            note={preview && restOf(preview)}
            stale={isStale}
          />
        </div>
      </Panel>
      {error ? <ErrorState error={error} retry={refetch} /> : null}
      {unfinished > 0 && (
        <Notice>{countText(unfinished, 'condition is', 'conditions are')} unfinished and not counted yet.</Notice>
      )}
      {live.filter.conditions.length > 0 &&
        preview?.warnings.map(({ code, detail }) => (
          <Notice key={code + detail} tone="warn">
            {detail}
          </Notice>
        ))}
      {preview?.funnel && preview.funnel.length > 0 && (
        <Panel title="What remains after each condition">
          <Funnel steps={preview.funnel} />
        </Panel>
      )}
      {preview?.sample && preview.sample.length > 0 && (
        <Panel title="For example">
          <Sample people={preview.sample} />
        </Panel>
      )}
    </aside>
  )
}

function restOf({ count, reachable }: Preview): string {
  const rest = count - reachable
  return rest === 0 ? '' : `${numberText(rest)} cannot: unsubscribed, suppressed or without an address`
}

function Funnel({ steps }: { steps: NonNullable<Preview['funnel']> }) {
  const everyone = useProject()?.contactCount ?? 0
  const whole = Math.max(1, everyone, ...steps.map(({ remaining }) => remaining))
  return (
    <ol className={classes.funnel}>
      {steps.map(({ sentence, remaining }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may read the same
        <li key={place}>
          <div className={classes.step}>
            <span className={classes.stepText} title={sentence}>
              {sentence}
            </span>
            <span className="num">{numberText(remaining)}</span>
          </div>
          <div className={classes.bar} aria-hidden>
            <div className={classes.fill} style={{ width: `${(100 * remaining) / whole}%` }} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Sample({ people }: { people: NonNullable<Preview['sample']> }) {
  return (
    <ul className={classes.sample}>
      {people.map((person) => (
        <li key={person.id}>
          <Link to="/contacts/$contact" params={{ contact: person.id }} preload={false}>
            {callingOf(person)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
