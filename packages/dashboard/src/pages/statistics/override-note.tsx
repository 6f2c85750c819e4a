import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { Notice } from '../../parts/notice.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import type { Reputation } from './reputation.ts'
import classes from './statistics.module.css'

type Props = { level: Reputation['level']; override: NonNullable<Reputation['override']>; mayEnd: boolean }

/** Until when, why and by whose word campaigns may be launched although too much goes wrong. */
export function OverrideNote({ level, override: { until, reason, by, byName }, mayEnd }: Props) {
  return (
    <>
      <Notice tone="warn">
        Until {timeText(until)} campaigns may be launched{' '}
        {level === 'stop' ? 'although too much goes wrong' : 'even if too much goes wrong'}, allowed{' '}
        {by === null ? 'by an owner' : actorText(by, byName)}: {reason}
      </Notice>
      {mayEnd ? <EndOverride /> : <p className={classes.quiet}>Only an owner may end that.</p>}
    </>
  )
}

function EndOverride() {
  const end = useChange(() => client.reputation.endOverride(), { changes: ['reputation', 'audit'] })
  return (
    <div>
      <InlineConfirm
        ask="End that now"
        question="While too much goes wrong, no campaign is launched from then on."
        yes="End it"
        no="Leave it"
        busy={end.isPending}
        run={() => end.mutate()}
      />
    </div>
  )
}
