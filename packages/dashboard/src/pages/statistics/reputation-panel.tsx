import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { type Rate, RateList } from '../../parts/rate-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { OverrideForm } from './override-form.tsx'
import { OverrideNote } from './override-note.tsx'
import type { Reputation } from './reputation.ts'
import { ReputationTable } from './reputation-table.tsx'
import classes from './statistics.module.css'

const LIVE_MS = 60_000
const LEVELS = {
  ok: { words: 'Good', tone: 'good', Icon: IconCircleCheck },
  warning: { words: 'Watch it', tone: 'warn', Icon: IconAlertTriangle },
  stop: { words: 'Too much goes wrong', tone: 'bad', Icon: IconCircleX },
  unknown: { words: 'Too little was sent to say', tone: 'quiet', Icon: IconCircleDashed },
} as const

type Props = { isOverriding: boolean; onOverride: (isOpen: boolean) => void }

/** How mailbox providers see the project, what is stopped because of that, and the way around it. */
export function ReputationPanel({ isOverriding, onOverride }: Props) {
  const mayOverride = useMay()('*')
  const query = useQuery({
    queryKey: ['reputation'],
    queryFn: ({ signal }) => client.reputation.get({ signal }),
    refetchInterval: LIVE_MS,
  })
  return (
    <Panel title="Reputation">
      <Answer query={query} waiting={<Waiting height={130} />}>
        {(reputation) => {
          const isStopped = reputation.level === 'stop' && !reputation.override
          return (
            <div className={classes.stack}>
              <div className={classes.reputation}>
                <div className={classes.words}>
                  <Level level={reputation.level} />
                  <p className={classes.quiet}>{reputation.sentence}</p>
                  {reputation.override && (
                    <OverrideNote level={reputation.level} override={reputation.override} mayEnd={mayOverride} />
                  )}
                  {isStopped && !mayOverride && (
                    <p className={classes.quiet}>Only an owner may let campaigns be launched all the same.</p>
                  )}
                  {isStopped && mayOverride && !isOverriding && (
                    <div>
                      <Button variant="default" size="xs" onClick={() => onOverride(true)}>
                        Let campaigns be launched all the same
                      </Button>
                    </div>
                  )}
                </div>
                <RateList rates={judgedRates(reputation)} />
              </div>
              {isStopped && mayOverride && isOverriding && <OverrideForm close={() => onOverride(false)} />}
              <ReputationTable reputation={reputation} />
            </div>
          )
        }}
      </Answer>
    </Panel>
  )
}

function Level({ level }: Pick<Reputation, 'level'>) {
  const { words, tone, Icon } = LEVELS[level]
  return (
    <span className={classes.level} data-tone={tone}>
      <Icon size={18} aria-hidden />
      {words}
    </span>
  )
}

/** What is judged, against its limits: of the days that are judged, or of the last 30. */
function judgedRates({ windows, judgedDays, limits }: Reputation): Rate[] {
  const judged = windows.find(({ days }) => days === (judgedDays ?? 30))
  if (!judged) return []
  const { days, sent, delivered, bounced, complained, bounceRate, complaintRate } = judged
  const [within, limitsOf] = [
    `in the last ${countText(days, 'day')}`,
    ({ warning, stop }: { warning: number; stop: number }) => ({ warn: warning, stop }),
  ]
  return [
    {
      ...{ label: 'Bounces', share: bounceRate, part: bounced, of: [sent, `sent ${within}`] },
      ...{ limits: limitsOf(limits.bounceRate), means: 'Addresses that nobody has, of all that was sent.' },
    },
    {
      ...{ label: 'Complaints', share: complaintRate, part: complained, of: [delivered, `delivered ${within}`] },
      ...{ limits: limitsOf(limits.complaintRate), means: 'Messages reported as spam, of what was delivered.' },
    },
  ]
}
