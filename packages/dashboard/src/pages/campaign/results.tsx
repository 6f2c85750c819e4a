import { useQuery } from '@tanstack/react-query'
import { type Campaign, client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useTimed } from '../../use-timed.ts'
import { Looks } from '../campaign-results/looks.tsx'
import { NotReached } from '../campaign-results/not-reached.tsx'
import { ShareButton } from '../campaign-results/share-button.tsx'
import { CampaignMenu } from './campaign-menu.tsx'
import { Course } from './course.tsx'
import { Progress } from './progress.tsx'
import classes from './results.module.css'
import { RunControls } from './run-controls.tsx'
import { sayingOf } from './saying-of.ts'
import { heldOf, leftOf } from './state-words.ts'
import { usePace } from './use-pace.ts'
import { VersionsPanel } from './versions-panel.tsx'

const POLL_MS = 1_000
// A count of a million takes a while: it is asked for again after four times as long.
const MOST_BUSY = 4
const AFTERWARDS_POLL_MS = 10_000

/** What became of everyone in the audience, live while it is being sent. */
export function Results({ campaign }: { campaign: Campaign }) {
  const { id, status, name, error, finishedAt } = campaign
  // A cancelled campaign still closes its books.
  const isOpen = finishedAt === null
  const [timed, tookMs] = useTimed()
  // The live stream says when people have opened or clicked since.
  const afterwards = usePollMs(AFTERWARDS_POLL_MS)
  const query = useQuery({
    // The status is part of the key, so that the end of the sending asks once more.
    queryKey: ['results', 'counts', id, status],
    queryFn: ({ signal }) => timed(() => client.campaigns.results(id, { signal })),
    placeholderData: (before) => before,
    // Looking on must not slow the sending down.
    refetchInterval: isOpen ? () => Math.max(POLL_MS, MOST_BUSY * tookMs()) : afterwards,
  })
  const left = query.data && leftOf(query.data)
  const pace = usePace(query.data && leftOf(query.data) - heldOf(query.data), status === 'sending', query.dataUpdatedAt)
  return (
    <Page
      title={name}
      lead={`“${sayingOf(campaign)}”`}
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
      actions={
        <>
          <StatusMark status={status} />
          <RunControls campaign={campaign} left={left} />
          <ShareButton campaign={id} />
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
            <Progress
              {...{ results, pace, channel: campaign.channel }}
              throttle={error ? null : campaign.throttle}
              isRunning={status === 'sending' && !error && (campaign.throttle !== null || !waitsForWinner(campaign))}
            />
            <Course campaign={campaign} />
            <NotReached campaign={campaign} results={results} />
            {campaign.test && <VersionsPanel campaign={campaign} />}
            <Looks campaign={campaign} results={results} />
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
