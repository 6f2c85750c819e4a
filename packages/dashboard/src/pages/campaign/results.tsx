import { useQuery } from '@tanstack/react-query'
import { type Campaign, type CampaignResults, client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './campaign.module.css'
import { Deliveries } from './deliveries.tsx'

const POLL_MS = 1_000

/** What became of everyone in the audience, live while it is being sent. */
export function Results({ campaign }: { campaign: Campaign }) {
  const { id, status, name, subject, launchedAt, error } = campaign
  const query = useQuery({
    // The status is part of the key, so that the end of the sending asks once more.
    queryKey: ['campaigns', 'results', id, status],
    queryFn: ({ signal }) => client.campaigns.results(id, { signal }),
    placeholderData: (before) => before,
    refetchInterval: status === 'sending' || status === 'paused' ? POLL_MS : false,
  })
  return (
    <Page
      title={name}
      lead={
        <>
          “{subject}”, launched <Ago time={launchedAt} />
        </>
      }
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
      actions={<StatusMark status={status} />}
    >
      {error && <Notice tone="warn">{error}</Notice>}
      <Answer query={query} waiting={<Waiting height={160} />}>
        {(results) => <Ledger results={results} />}
      </Answer>
      <Deliveries campaign={id} isLive={status === 'sending'} />
    </Page>
  )
}

function Ledger({ results }: { results: CampaignResults }) {
  const { members, sent, skipped, failed, uncertain, cancelled } = results
  const waiting = results.queued + results.sending + results.deferred
  const rest: [label: string, value: number][] = [
    ['waiting', waiting],
    ['skipped', skipped],
    ['failed', failed],
    ['uncertain', uncertain],
    ['cancelled', cancelled],
  ]
  return (
    <>
      <div className={classes.hero}>
        <Figure value={sent} label={`sent, of ${countText(members, 'person', 'people')} in the audience`} />
        {rest
          .filter(([label, value]) => value > 0 || label === 'skipped' || label === 'failed')
          .map(([label, value]) => (
            <Figure key={label} size="md" value={value} label={label} />
          ))}
      </div>
      <Bar parts={{ sent, failed, skipped }} whole={members} />
      <div className={classes.reasons}>
        <Reasons title="Why people were skipped" reasons={results.skippedReasons} none="Nobody was skipped." />
        <Reasons title="Why messages failed" reasons={results.failedReasons} none="No message failed." />
      </div>
    </>
  )
}

function Bar({ parts, whole }: { parts: Record<string, number>; whole: number }) {
  return (
    <div className={classes.bar} aria-hidden>
      {Object.entries(parts).map(([state, count]) => (
        <span key={state} data-state={state} style={{ width: `${(100 * count) / Math.max(1, whole)}%` }} />
      ))}
    </div>
  )
}

type ReasonsProps = { title: string; reasons: CampaignResults['skippedReasons']; none: string }

function Reasons({ title, reasons, none }: ReasonsProps) {
  return (
    <Panel title={title}>
      {reasons.map(({ reason, detail, count }) => (
        <div key={reason} className={classes.reason}>
          <span className={classes.detail}>{detail}</span>
          <strong className="num">{numberText(count)}</strong>
        </div>
      ))}
      {reasons.length === 0 && <p className={classes.quiet}>{none}</p>}
    </Panel>
  )
}
