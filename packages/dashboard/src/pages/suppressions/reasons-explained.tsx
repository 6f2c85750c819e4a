import { REASON_IDS, REASONS } from './reasons.ts'
import classes from './suppressions.module.css'

/** What each reason means, and what to do about it. */
export function ReasonsExplained() {
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons" className={classes.heading}>
        What the reasons mean
      </h2>
      <dl className={classes.reasons}>
        {REASON_IDS.map((reason) => (
          <div key={reason}>
            <dt>{REASONS[reason].label}</dt>
            <dd>
              {REASONS[reason].what} {REASONS[reason].toDo}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
