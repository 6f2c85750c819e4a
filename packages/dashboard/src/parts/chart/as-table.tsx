import figures from '../figures.module.css'
import { numberText } from '../number-text.ts'
import classes from './chart.module.css'

type Props<Moment> = {
  moments: Moment[]
  labelOf: (at: string) => string
  columns: [heading: string, of: (moment: Moment) => number][]
}

/** The same numbers that a chart draws, for whoever would rather read them. */
export function AsTable<Moment extends { at: string }>({ moments, labelOf, columns }: Props<Moment>) {
  if (moments.length === 0) return null
  return (
    <details className={classes.details}>
      <summary>As a table</summary>
      <table className={figures.figures}>
        <thead>
          <tr>
            <th scope="col">From</th>
            {columns.map(([heading]) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moments.map((moment) => (
            <tr key={moment.at}>
              <th scope="row">{labelOf(moment.at)}</th>
              {columns.map(([heading, of]) => (
                <td key={heading}>{numberText(of(moment))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
