import { useQuery } from '@tanstack/react-query'
import { type Campaign, type CampaignResults, client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { CampaignMenu } from './campaign-menu.tsx'
import { Course } from './course.tsx'
import { Deliveries } from './deliveries.tsx'
import { Progress } from './progress.tsx'
import { Reasons } from './reasons.tsx'
import classes from './results.module.css'
import { RunControls } from './run-controls.tsx'
import { SendAgain } from './send-again.tsx'
import { leftOf } from './state-words.ts'
import { usePace } from './use-pace.ts'
import { VersionsPanel } from './versions-panel.tsx'

const POLL_MS = 1_000

/** What became of everyone in the audience, live while it is being sent. */
export function Results({ campaign }: { campaign: Campaign }) {
  const { id, status, name, subject, error, finishedAt } = campaign
  // A cancelled campaign still closes its books.
  const isOpen = finishedAt === null
  const query = useQuery({
    // The status is part of the key, so that the end of the sending asks once more.
    queryKey: ['campaigns', 'results', id, status],
    queryFn: ({ signal }) => client.campaigns.results(id, { signal }),
    placeholderData: (before) => before,
    refetchInterval: isOpen ? POLL_MS : false,
  })
  const left = query.data && leftOf(query.data)
  const pace = usePace(left, status === 'sending', query.dataUpdatedAt)
  return (
    <Page
      title={name}
      lead={`“${subject}”`}
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
      actions={
        <>
          <StatusMark status={status} />
          <RunControls campaign={campaign} left={left} />
          <CampaignMenu campaign={campaign} />
        </>
      }
    >
      {error && (
        <div className={classes.banner} role="alert">
          <Notice tone="warn">
            {error}
            {status === 'sending' && ' It goes on by itself as soon as that is over; nobody is lost.'}
          </Notice>
        </div>
      )}
      <Answer query={query} waiting={<Waiting height={160} />}>
        {(results) => (
          <>
            <Progress results={results} pace={pace} isRunning={status === 'sending' && !waitsForWinner(campaign)} />
            <Course campaign={campaign} />
            {campaign.test && <VersionsPanel campaign={campaign} />}
            <WhyNot results={results} />
            <SendAgain campaign={campaign} results={results} />
            <Deliveries campaign={id} results={results} isLive={isOpen} />
          </>
        )}
      </Answer>
    </Page>
  )
}

// How fast it goes says nothing of when a winner is chosen.
function waitsForWinner({ test, winner }: Campaign): boolean {
  return test?.decide !== undefined && winner === null
}

function WhyNot({ results }: { results: CampaignResults }) {
  return (
    <div className={classes.reasons}>
      <Reasons
        title="Why people were skipped"
        state="skipped"
        reasons={results.skippedReasons}
        none="Nobody was skipped."
      />
      <Reasons title="Why messages failed" state="failed" reasons={results.failedReasons} none="No message failed." />
    </div>
  )
}
