import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Campaign, client } from '../../api.ts'
import { subjectText } from '../../message/subject-text.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import type { ResultsSearch } from '../campaign-results/search.ts'
import { ChooseWinner } from './choose-winner.tsx'
import classes from './versions.module.css'

type Versions = Reply<'campaigns.versions'>

const POLL_MS = 5_000

/** How the versions of a campaign fare, which one won and why, or what they wait for. */
export function VersionsPanel({ campaign }: { campaign: Campaign }) {
  const { id, status, finishedAt, winner } = campaign
  const query = useQuery({
    queryKey: ['campaigns', 'versions', id, status, winner],
    queryFn: ({ signal }) => client.campaigns.versions(id, { signal }),
    placeholderData: (before) => before,
    refetchInterval: finishedAt === null ? POLL_MS : false,
  })
  return (
    <div className={classes.panel}>
      <Panel title="Versions">
        <Answer query={query} waiting={<Waiting height={120} />}>
          {(versions) => (
            <>
              <p className={classes.standing}>
                <strong>{versions.sentence}</strong> {nextOf(versions, status)}
              </p>
              <Table versions={versions} isMail={campaign.channel === 'email'} />
              {versions.test?.decide && !versions.winner && finishedAt === null && status !== 'cancelled' && (
                <ChooseWinner campaign={campaign} versions={versions} />
              )}
            </>
          )}
        </Answer>
      </Panel>
    </div>
  )
}

/** What happens next, and to how many. */
function nextOf({ state, test, choosesAt, waiting, winner }: Versions, status: Campaign['status']): string {
  const people = countText(waiting, 'person waits', 'people wait')
  if (winner) return `Chosen ${timeText(winner.chosenAt)}; everyone who waited gets it.`
  if (status === 'cancelled') return 'The campaign was cancelled before a winner was chosen.'
  const held = status === 'paused' ? ' Not while the campaign is paused.' : ''
  if (state === 'sending' && test?.decide) return `The test is still being sent. ${people} for the winner.`
  if (choosesAt) return `The winner is chosen ${timeText(choosesAt)}; ${people} for it.${held}`
  if (test?.decide) return `${people} until you choose.`
  return 'Everybody gets one of them; nothing wins.'
}

function Table({ versions: { versions, winner, leader, test }, isMail }: { versions: Versions; isMail: boolean }) {
  const converts = test?.decide?.by === 'conversions'
  return (
    <table className={`${classes.table} num`} aria-label="Versions">
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Sent</th>
          {isMail && <th scope="col">Opened</th>}
          <th scope="col">{isMail ? 'Clicked' : 'Replied'}</th>
          {converts && <th scope="col">{test?.decide?.event}</th>}
          <th scope="col">{isMail ? 'Unsubscribed' : 'Opted out'}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, subject, fromName, differs, ...one }) => (
          <tr key={version} data-first={(winner?.version ?? leader) === version || undefined}>
            <th scope="row">
              <span className={classes.letter}>{version}</span>
              <span className={classes.says}>
                “{subjectText(subject)}”{differs.includes('fromName') && ` from ${fromName ?? 'the project'}`}
                {differs.includes('html') && ', with a message of its own'}
                {winner?.version === version && <em className={classes.mark}>won</em>}
                {!winner && leader === version && <em className={classes.mark}>leads</em>}
              </span>
            </th>
            <td data-label="Sent">
              <People count={one.sent} label={`Sent version ${version}`} search={{ version, state: 'sent' }} />
            </td>
            {isMail ? (
              <>
                <Share label="Opened" people={one.opened} rate={one.rates.opened} search={{ version, did: 'opened' }} />
                <Share
                  label="Clicked"
                  people={one.clicked}
                  rate={one.rates.clicked}
                  search={{ version, did: 'clicked' }}
                />
              </>
            ) : (
              <Share
                label="Replied"
                people={one.replied}
                rate={one.rates.replied}
                search={{ version, did: 'replied' }}
              />
            )}
            {converts && (
              <Share label={test?.decide?.event ?? ''} people={one.converted ?? 0} rate={one.rates.converted} />
            )}
            <Share
              label={isMail ? 'Unsubscribed' : 'Opted out'}
              people={one.unsubscribed}
              rate={one.rates.unsubscribed}
              search={{ version, did: 'unsubscribed' }}
            />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type ShareProps = { label: string; people: number; rate: number | null; search?: ResultsSearch }

function Share({ label, people, rate, search }: ShareProps) {
  return (
    <td data-label={label}>
      {rate === null ? '–' : `${(rate * 100).toFixed(1)} %`}
      <span className={classes.people}>
        {search ? (
          <People count={people} label={`${label} version ${search.version}`} search={search} />
        ) : (
          numberText(people)
        )}
      </span>
    </td>
  )
}

/** A number that leads to its people. */
function People({ count, label, search }: { count: number; label: string; search: ResultsSearch }) {
  return (
    <Link
      to="."
      search={{ look: 'deliveries', ...search }}
      preload={false}
      aria-label={`${label} ${numberText(count)}: show them`}
    >
      {numberText(count)}
    </Link>
  )
}
