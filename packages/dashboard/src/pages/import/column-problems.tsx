import { IconAlertTriangle } from '@tabler/icons-react'
import { countText } from '../../parts/number-text.ts'
import classes from './import.module.css'
import type { PreviewColumn } from './use-preview.ts'

/** What would be refused in a column, where one can still send it elsewhere. */
export function ColumnProblems({ column: { problemCount, problems } }: { column: PreviewColumn }) {
  if (problemCount === 0) return null
  return (
    <details className={classes.problems}>
      <summary>
        <IconAlertTriangle size={14} aria-hidden /> {countText(problemCount, 'row')} would be rejected
      </summary>
      <ul>
        {problems.map(({ line, detail }) => (
          <li key={line}>
            Line {line}: {detail}
          </li>
        ))}
      </ul>
    </details>
  )
}
