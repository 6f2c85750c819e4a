import { Link } from '@tanstack/react-router'
import type { CampaignResults } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './results.module.css'

type Props = {
  title: string
  state: 'skipped' | 'failed'
  reasons: CampaignResults['skippedReasons']
  none: string
}

/** Why, with how many each; a press lists the people. */
export function Reasons({ title, state, reasons, none }: Props) {
  return (
    <Panel title={title}>
      {reasons.map(({ reason, detail, count }) => (
        <Link
          key={reason}
          to="."
          search={{ state, reason }}
          hash="deliveries"
          replace
          preload={false}
          className={classes.reason}
        >
          <span className={classes.detail}>{detail}</span>
          <strong className="num">{numberText(count)}</strong>
        </Link>
      ))}
      {reasons.length === 0 && <p className={classes.quiet}>{none}</p>}
    </Panel>
  )
}
