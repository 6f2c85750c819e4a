import type { Reply } from '@rollcall/sdk'
import { AsTable } from '../../parts/chart/as-table.tsx'
import { Chart, ChartPart } from '../../parts/chart/chart.tsx'
import { MovesPlot } from '../../parts/chart/moves-plot.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './statistics.module.css'

export type Statistics = Reply<'statistics.get'>

type Props = { statistics: Statistics; labelOf: (at: string) => string }

/** Who is on the list, and who came and went. */
export function AudiencePanel({ statistics: { contacts, growth }, labelOf }: Props) {
  const { total, byStatus, suppressed } = contacts
  const counts: [label: string, count: number][] = [
    ['Contacts', total],
    ['Subscribed', byStatus.subscribed],
    ['Unsubscribed', byStatus.unsubscribed],
    ['Never subscribed', byStatus['non-subscribed']],
    ['Bounced', byStatus.bounced],
    ['On the suppression list', suppressed],
  ]
  const moments = growth.periods.map((period) => ({ ...period, at: period.from, lost: lostIn(period) }))
  return (
    <Panel title="Audience">
      <dl className={classes.counts}>
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{numberText(count)}</dd>
          </div>
        ))}
      </dl>
      <Chart
        {...{ moments, labelOf, none: 'Nothing has happened yet.' }}
        readout={(shown) =>
          shown ? (
            `${labelOf(shown.at)}: ${wordsFor(shown)}`
          ) : (
            <>
              <ChartPart tone="good">New {numberText(growth.created)}</ChartPart>
              <ChartPart tone="bad">Lost {numberText(lostIn(growth))}</ChartPart>
            </>
          )
        }
      >
        {(pointer) => (
          <MovesPlot
            pointer={pointer}
            label={`In this time: ${wordsFor(growth)}`}
            came={moments.map(({ created }) => created)}
            gone={moments.map(({ lost }) => lost)}
          />
        )}
      </Chart>
      <AsTable
        moments={moments.toReversed()}
        labelOf={labelOf}
        columns={[
          ['New', ({ created }) => created],
          ['Unsubscribed', ({ unsubscribed }) => unsubscribed],
          ['Deleted', ({ deleted }) => deleted],
          ['Net', ({ net }) => net],
        ]}
      />
    </Panel>
  )
}

type Moves = Pick<Statistics['growth'], 'created' | 'unsubscribed' | 'deleted' | 'net'>

/** Whoever unsubscribed can be written to no more, whoever was deleted is gone. */
function lostIn({ unsubscribed, deleted }: Moves): number {
  return unsubscribed + deleted
}

function wordsFor({ created, unsubscribed, deleted, net }: Moves): string {
  const sign = net > 0 ? '+' : ''
  return `${numberText(created)} new, ${numberText(unsubscribed)} unsubscribed, ${numberText(deleted)} deleted, net ${sign}${numberText(net)} contacts`
}
