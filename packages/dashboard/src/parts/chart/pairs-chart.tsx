import { numberText } from '../number-text.ts'
import { Chart, ChartPart } from './chart.tsx'
import { PairsPlot } from './pairs-plot.tsx'

type Series<Moment> = { label: string; of: (moment: Moment) => number }

type Props<Moment> = {
  moments: Moment[]
  labelOf: (at: string) => string
  soft: Series<Moment>
  accent: Series<Moment>
  /** What is said of a moment that somebody points at. */
  textOf: (moment: Moment) => string
}

/** Two counts over time as bars beside each other. */
export function PairsChart<Moment extends { at: string }>({ moments, labelOf, soft, accent, textOf }: Props<Moment>) {
  const sum = ({ of }: Series<Moment>) => numberText(moments.reduce((total, moment) => total + of(moment), 0))
  const [first, last] = [moments[0]?.at ?? '', moments.at(-1)?.at ?? '']
  return (
    <Chart
      {...{ moments, labelOf, none: 'Nothing has happened yet.' }}
      readout={(shown) =>
        shown ? (
          `${labelOf(shown.at)}: ${textOf(shown)}`
        ) : (
          <>
            <ChartPart tone="soft">
              {soft.label} {sum(soft)}
            </ChartPart>
            <ChartPart tone="accent">
              {accent.label} {sum(accent)}
            </ChartPart>
          </>
        )
      }
    >
      {(pointer) => (
        <PairsPlot
          pointer={pointer}
          label={`${sum(soft)} ${soft.label.toLowerCase()} and ${sum(accent)} ${accent.label.toLowerCase()} from ${labelOf(first)} to ${labelOf(last)}`}
          soft={moments.map(soft.of)}
          accent={moments.map(accent.of)}
        />
      )}
    </Chart>
  )
}
