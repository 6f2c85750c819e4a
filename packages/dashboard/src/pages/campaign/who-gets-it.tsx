import { useDebouncedValue } from '@mantine/hooks'
import { type Mailing, mailingMembers, mailingReached, mailingSkipped } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { numberText, tookText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Waterfall, WaterfallStep } from '../../parts/waterfall.tsx'
import classes from './composer.module.css'
import { type Draft, hasAudience } from './draft.ts'

type Split = Reply<'campaigns.previewAudience'>

const SETTLE_MS = 150
const LIVE_MS = 5_000

/** Who would get it now, asked anew as the audience changes and as people come and go. */
export function useReach({
  audience,
  channel,
  topic,
  test,
  variants,
}: Pick<Draft, 'audience' | 'channel' | 'topic' | 'test' | 'variants'>) {
  const versions = variants.length + 1
  const share = versions > 1 ? test?.share : undefined
  const asked = useMemo(
    () => ({ audience, channel, topic, ...(share !== undefined && { test: { share, versions } }) }),
    [audience, channel, topic, share, versions],
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

type Props = { draft: Pick<Draft, 'audience' | 'channel' | 'topic'>; query: ReturnType<typeof useReach> }

/** From everybody in the audience to those who get it, each difference named. */
export function WhoGetsIt({ draft, query }: Props) {
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
      {data && <Steps split={data} mailing={draft.channel === 'email' ? toMailing(draft) : undefined} />}
    </Panel>
  )
}

// What keeps somebody from mail can be asked of contacts; on other channels the numbers stand alone.
function Steps({ split, mailing }: { split: Split; mailing: Mailing | undefined }) {
  const { members, reachable, skipped, willBeSent } = split
  return (
    <Waterfall>
      <WaterfallStep count={numberText(members)} filters={mailing && mailingMembers(mailing)}>
        In the audience
      </WaterfallStep>
      {skipped.map(({ reason, detail, count }) => (
        <WaterfallStep
          key={reason}
          isLess
          count={`−${numberText(count)}`}
          filters={mailing && mailingSkipped(mailing, reason)}
        >
          {detail}
        </WaterfallStep>
      ))}
      {reachable !== willBeSent && <WaterfallStep count={numberText(reachable)}>Can be reached</WaterfallStep>}
      <WaterfallStep isSum count={numberText(willBeSent)} filters={mailing && mailingReached(mailing)}>
        Will get it
      </WaterfallStep>
      {split.test && (
        <>
          <WaterfallStep count={numberText(split.test.inTest)}>take part in the test, about</WaterfallStep>
          {split.test.waiting > 0 && (
            <WaterfallStep count={numberText(split.test.waiting)}>wait for the winner</WaterfallStep>
          )}
        </>
      )}
    </Waterfall>
  )
}

// why: the filters of a saved audience were checked by the server, those of a draft come from the builder
const toMailing = ({ audience, topic }: Props['draft']): Mailing => ({ ...(audience as Mailing), topic })
