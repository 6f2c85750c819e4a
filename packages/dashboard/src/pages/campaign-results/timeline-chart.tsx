import { Chart, ChartPart } from '../../parts/chart/chart.tsx'
import { PairsPlot } from '../../parts/chart/pairs-plot.tsx'
import { numberText } from '../../parts/number-text.ts'
import type { Moment } from './moments.ts'

type Props = { moments: Moment[]; labelOf: (at: string) => string }

/** Opens and clicks as bars beside each other, over one scale. */
export function TimelineChart({ moments, labelOf }: Props) {
  const [opens, clicks] = [sum(moments, 'opened'), sum(moments, 'clicked')]
  return (
    <Chart
      moments={moments}
      labelOf={labelOf}
      none="Nothing has happened yet."
      readout={(shown) =>
        shown ? (
          `${labelOf(shown.at)}: ${numberText(shown.sent)} sent, ${numberText(shown.opened)} opens, ${numberText(shown.clicked)} clicks`
        ) : (
          <>
            <ChartPart tone="soft">Opens {opens}</ChartPart>
            <ChartPart tone="accent">Clicks {clicks}</ChartPart>
          </>
        )
      }
    >
      {(pointer) => (
        <PairsPlot
          pointer={pointer}
          label={`${opens} opens and ${clicks} clicks from ${labelOf(moments[0]?.at ?? '')} to ${labelOf(moments.at(-1)?.at ?? '')}`}
          soft={moments.map(({ opened }) => opened)}
          accent={moments.map(({ clicked }) => clicked)}
        />
      )}
    </Chart>
  )
}

function sum(moments: Moment[], what: 'opened' | 'clicked'): string {
  return numberText(moments.reduce((total, moment) => total + moment[what], 0))
}
