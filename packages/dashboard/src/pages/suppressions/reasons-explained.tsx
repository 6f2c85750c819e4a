import { REASON_IDS, REASONS } from './reasons.ts'
import classes from './suppressions.module.css'

/** What each reason means, and what to do about it, for who asks. */
export function ReasonsExplained() {
  return (
    <details className={classes.explained}>
      <summary>What the reasons mean</summary>
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
    </details>
  )
}
