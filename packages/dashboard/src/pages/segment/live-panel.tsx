import { type Mailing, mailingReached, mailingSkipped } from '@rollcall/filters'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import type { LivePreview } from '../../builder/use-preview.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText, numberText, tookText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Waterfall, WaterfallStep } from '../../parts/waterfall.tsx'
import classes from './segment.module.css'

/** The answer to the rule as it stands: how many, how many of them can be reached, and why the others cannot. */
export function LivePanel({ live, children }: { live: LivePreview; children: ReactNode }) {
  const { preview, isStale, unfinished, error, refetch } = live
  const general = preview?.warnings.filter(({ pointer }) => !pointer) ?? []
  return (
    <aside className={classes.live} aria-label="What the rule matches">
      <Panel>
        {!preview && live.problems.length > 0 ? (
          'Not counted yet'
        ) : (
          <Figure
            value={preview?.count}
            label={preview?.count === 1 ? 'person matches' : 'people match'}
            note={preview && `exact, in ${tookText(preview.tookMs)}`}
            stale={isStale}
          />
        )}
        <p className={classes.unfinished} role="status">
          {unfinished > 0 &&
            `${countText(unfinished, 'condition is', 'conditions are')} unfinished, so not counted yet.`}
        </p>
        <Reachable live={live} />
      </Panel>
      {error ? <ErrorState error={error} retry={refetch} /> : null}
      {live.filter.conditions.length > 0 &&
        general.map(({ code, detail }) => (
          <Notice key={code + detail} tone="warn">
            {detail}
          </Notice>
        ))}
      {children}
    </aside>
  )
}

/** From those who match to those who can get a campaign, each difference named. */
function Reachable({ live: { preview, isStale, filter } }: { live: LivePreview }) {
  const reasons = preview?.skipped ?? []
  const mailing = useMemo(
    (): Mailing => ({ include: filter.conditions.length > 0 ? { filters: filter } : { everyone: true } }),
    [filter],
  )
  // Each way writes the whole rule into an address: that comes after the numbers. Those of an earlier rule lead nowhere.
  const ready = useDeferredValue<Mailing | undefined>(mailing, undefined)
  const leading = isStale || !preview || ready !== mailing ? undefined : mailing
  return (
    <Waterfall label="Who can be reached" isStale={isStale}>
      {reasons.map(({ reason, detail, count }) => (
        <WaterfallStep
          key={reason}
          isLess
          count={`−${numberText(count)}`}
          filters={leading && mailingSkipped(leading, reason)}
        >
          {detail}
        </WaterfallStep>
      ))}
      <WaterfallStep
        isSum
        count={preview ? numberText(preview.reachable) : '…'}
        filters={leading && mailingReached(leading)}
      >
        can get a campaign now
      </WaterfallStep>
    </Waterfall>
  )
}
