import { useDebouncedValue } from '@mantine/hooks'
import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { numberText, tookText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './campaign.module.css'
import { type Audience, hasAudience } from './draft.ts'

type Split = Reply<'campaigns.previewAudience'>

const SETTLE_MS = 150
const LIVE_MS = 5_000

/** Who would get it now, asked anew as the audience changes and as people come and go. */
export function useWaterfall(audience: Audience) {
  const [settled] = useDebouncedValue(audience, SETTLE_MS)
  const query = useQuery({
    queryKey: ['preview', 'audience', settled],
    queryFn: ({ signal }) => client.campaigns.previewAudience({ audience: settled }, { signal }),
    enabled: hasAudience(settled),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })
  return { ...query, isStale: query.isPlaceholderData || settled !== audience }
}

type Props = { audience: Audience; query: ReturnType<typeof useWaterfall> }

/** From everybody in the audience to those who get it, each difference named. */
export function Waterfall({ audience, query }: Props) {
  if (!hasAudience(audience)) {
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
      {data && <Steps split={data} />}
    </Panel>
  )
}

function Steps({ split: { members, skipped, willBeSent } }: { split: Split }) {
  return (
    <ul className={`${classes.waterfall} num`}>
      <li>
        <span>In the audience</span>
        <span>{numberText(members)}</span>
      </li>
      {skipped.map(({ reason, detail, count }) => (
        <li key={reason} className={classes.less}>
          <span className={classes.detail}>{detail}</span>
          <span>−{numberText(count)}</span>
        </li>
      ))}
      <li className={classes.sum}>
        <span>Will get it</span>
        <span>{numberText(willBeSent)}</span>
      </li>
    </ul>
  )
}
