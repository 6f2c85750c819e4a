import { useDebouncedValue } from '@mantine/hooks'
import { type Filter, type Mailing, mailingMembers, mailingReached, mailingSkipped } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { numberText, tookText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './composer.module.css'
import { type Draft, hasAudience } from './draft.ts'

type Split = Reply<'campaigns.previewAudience'>

const SETTLE_MS = 150
const LIVE_MS = 5_000

/** Who would get it now, asked anew as the audience changes and as people come and go. */
export function useWaterfall({
  audience,
  topic,
  test,
  variants,
}: Pick<Draft, 'audience' | 'topic' | 'test' | 'variants'>) {
  const versions = variants.length + 1
  const share = versions > 1 ? test?.share : undefined
  const asked = useMemo(
    () => ({ audience, topic, ...(share !== undefined && { test: { share, versions } }) }),
    [audience, topic, share, versions],
  )
  const [settled] = useDebouncedValue(asked, SETTLE_MS)
  const query = useQuery({
    queryKey: ['preview', 'audience', settled],
    queryFn: ({ signal }) => client.campaigns.previewAudience(settled, { signal }),
    enabled: hasAudience(settled.audience),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })
  return { ...query, isStale: query.isPlaceholderData || settled !== asked }
}

type Props = { draft: Pick<Draft, 'audience' | 'topic'>; query: ReturnType<typeof useWaterfall> }

/** From everybody in the audience to those who get it, each difference named. */
export function Waterfall({ draft, query }: Props) {
  if (!hasAudience(draft.audience)) {
    return (
      <Panel>
        <p className={classes.quiet}>Choose tags or segments, and the exact number of people stands here.</p>
      </Panel>
    )
  }
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  const { data } = query
  return (
    <Panel label="Who would get it now">
      <Figure
        value={data?.willBeSent}
        label={data?.willBeSent === 1 ? 'person will get this' : 'people will get this'}
        note={data && `counted exactly in ${tookText(data.tookMs)}`}
        stale={query.isStale}
      />
      {data && <Steps split={data} draft={draft} />}
    </Panel>
  )
}

function Steps({ split, draft }: { split: Split; draft: Props['draft'] }) {
  const { members, reachable, skipped, willBeSent } = split
  const mailing = toMailing(draft)
  return (
    <ul className={`${classes.waterfall} num`}>
      <Step count={numberText(members)} filters={mailingMembers(mailing)}>
        In the audience
      </Step>
      {skipped.map(({ reason, detail, count }) => (
        <Step key={reason} isLess count={`−${numberText(count)}`} filters={mailingSkipped(mailing, reason)}>
          {detail}
        </Step>
      ))}
      {reachable !== willBeSent && <Step count={numberText(reachable)}>Can be reached</Step>}
      <Step isSum count={numberText(willBeSent)} filters={mailingReached(mailing)}>
        Will get it
      </Step>
      {split.test && (
        <>
          <Step count={numberText(split.test.inTest)}>take part in the test, about</Step>
          {split.test.waiting > 0 && <Step count={numberText(split.test.waiting)}>wait for the winner</Step>}
        </>
      )}
    </ul>
  )
}

type StepProps = { count: string; filters?: Filter; isLess?: true; isSum?: true; children: string }

/** A line of the waterfall; its number leads to the people. */
function Step({ count, filters, isLess, isSum, children }: StepProps) {
  return (
    <li className={isSum ? classes.sum : isLess && classes.less}>
      <span className={classes.detail}>{children}</span>
      {filters ? (
        <Link to="/contacts" search={{ filters }} preload={false} aria-label={`${count} ${children}: show them`}>
          {count}
        </Link>
      ) : (
        <span>{count}</span>
      )}
    </li>
  )
}

// why: the filters of a saved audience were checked by the server, those of a draft come from the builder
const toMailing = ({ audience, topic }: Props['draft']): Mailing => ({ ...(audience as Mailing), topic })
