import { numberText } from '../../parts/number-text.ts'
import classes from './import.module.css'
import type { PreviewColumn } from './use-preview.ts'

const CONFIDENCE = {
  sure: { tone: 'good', words: 'Recognised' },
  likely: { tone: 'warn', words: 'A guess: please check' },
  none: { tone: 'quiet', words: 'Not recognised' },
  given: { tone: 'good', words: 'Chosen by you' },
}

/** What a column is called, how sure its guess is, how full it is, and some of what stands in it. */
export function ColumnFacts({ column, rowsRead }: { column: PreviewColumn; rowsRead: number }) {
  const { header, confidence, filled, samples } = column
  const { tone, words } = CONFIDENCE[confidence]
  return (
    <div className={classes.facts}>
      <h3 className={classes.header}>{header}</h3>
      <p className={classes.quiet}>
        <span className={classes.tone} data-tone={tone}>
          {words}
        </span>
        {filled < rowsRead && (
          <> · {filled === 0 ? 'empty' : `filled in ${numberText(filled)} of ${numberText(rowsRead)}`}</>
        )}
      </p>
      <p className={classes.samples}>
        {samples.map((sample) => (
          <span key={sample} className={classes.sample}>
            {sample}
          </span>
        ))}
      </p>
    </div>
  )
}
