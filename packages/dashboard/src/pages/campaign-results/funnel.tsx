import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Campaign, CampaignResults } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Sentence } from '../../parts/sentence.tsx'
import { heldOf, meaningOf } from '../campaign/state-words.ts'
import { Converted } from './converted.tsx'
import { FunnelStep } from './funnel-step.tsx'
import classes from './overview.module.css'
import type { ResultsSearch } from './search.ts'

type Props = { campaign: Campaign; results: CampaignResults }

/** Step by step from the audience to those who acted; whoever is lost on the way stands between, and each number leads to its people. */
export function Funnel({ campaign, results }: Props) {
  const { members, skipped, sent, delivered, undelivered, rates } = results
  const cameBack = sent - delivered - undelivered
  const { id } = campaign
  const reachable = members - skipped
  const isMail = campaign.channel === 'email'
  return (
    <Panel title={isMail ? 'From the audience to a click' : 'From the audience to the phone'}>
      <ol className={classes.steps}>
        <FunnelStep label="In the audience" count={members} of={members} search={{ look: 'deliveries' }} />
        {results.skippedReasons.map((one) => (
          <Less key={one.reason} {...one} search={{ state: 'skipped', reason: one.reason }} />
        ))}
        <FunnelStep
          label="Could be reached"
          count={reachable}
          of={members}
          share={share(reachable, members)}
          search={{ did: 'reachable' }}
        />
        {results.failedReasons.map((one) => (
          <Less key={one.reason} {...one} search={{ state: 'failed', reason: one.reason }} />
        ))}
        <Unsent campaign={campaign} results={results} />
        <FunnelStep label="Sent" count={sent} of={members} share={share(sent, reachable)} search={{ state: 'sent' }} />
        {cameBack > 0 && (
          <Less detail="came back after all" count={cameBack} search={{ state: 'sent', did: 'bounced' }} />
        )}
        {undelivered > 0 && (
          <Less detail="were reported undelivered" count={undelivered} search={{ did: 'undelivered' }} />
        )}
        <FunnelStep
          label="Delivered"
          count={delivered}
          of={members}
          share={rates.delivered}
          search={{ did: 'delivered' }}
        />
        {isMail && <Acted campaign={campaign} results={results} />}
        <Converted campaign={id} of={members} />
      </ol>
    </Panel>
  )
}

/** Those who opened and clicked mail, where that is noticed. */
function Acted({ campaign: { tracking }, results: { members, opened, clicked, rates } }: Props) {
  return (
    <>
      {tracking.opens ? (
        <FunnelStep label="Opened" count={opened.people} of={members} share={rates.opened} search={{ did: 'opened' }} />
      ) : (
        <Unseen>Opens were not tracked in this campaign.</Unseen>
      )}
      {tracking.clicks ? (
        <FunnelStep
          label="Clicked"
          count={clicked.people}
          of={members}
          share={rates.clicked}
          search={{ did: 'clicked' }}
        />
      ) : (
        <Unseen>Clicks were not tracked in this campaign.</Unseen>
      )}
    </>
  )
}

/** Those who could be reached and were not sent it, besides failures. */
function Unsent({ campaign: { channel }, results }: Props) {
  const { queued, sending, deferred } = results
  const held = heldOf(results)
  const next = queued - held
  return (
    <>
      {next > 0 && (
        <Less detail="still to come" count={next} search={{ state: 'queued', ...(held > 0 && { reason: 'none' }) }} />
      )}
      {sending > 0 && <Less detail="being handed over" count={sending} search={{ state: 'sending' }} />}
      {deferred > 0 && <Less detail="put off, and tried again" count={deferred} search={{ state: 'deferred' }} />}
      {results.queuedReasons.map(({ reason, detail, count }) => (
        <Less key={reason} detail={`wait: they ${detail}`} count={count} search={{ state: 'queued', reason }} />
      ))}
      {(['uncertain', 'cancelled'] as const).map(
        (state) =>
          results[state] > 0 && (
            <Less
              key={state}
              detail={state}
              title={meaningOf(state, channel)}
              count={results[state]}
              search={{ state }}
            />
          ),
      )}
    </>
  )
}

type LessProps = { detail: string; count: number; search?: ResultsSearch; title?: string }

function Less({ detail, count, search, title }: LessProps) {
  const content = (
    <>
      <Sentence>{detail}</Sentence>
      <span>−{numberText(count)}</span>
    </>
  )
  if (!search) return <li className={classes.less}>{<div>{content}</div>}</li>
  return (
    <li className={classes.less} title={title}>
      <Link to="." search={search} preload={false} aria-label={`${detail} ${numberText(count)}: show them`}>
        {content}
      </Link>
    </li>
  )
}

function Unseen({ children }: { children: ReactNode }) {
  return (
    <li className={classes.step}>
      <span className={classes.quiet}>{children}</span>
    </li>
  )
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
