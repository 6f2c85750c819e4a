import classes from './import.module.css'

export type Reject = { line: number; reason: string; cells: string[] }

type Props = {
  row: Reject
  headers: string[]
  mended: string[] | undefined
  onChange: (cells: string[]) => void
}

/** A rejected row: why, and its cells as fields. A torn row is given the cells that it lacks. */
export function RejectedRow({ row: { line, reason, cells }, headers, mended, onChange }: Props) {
  const shown = headers.map((_, index) => (mended ?? cells)[index] ?? '')
  return (
    <tbody data-mended={mended !== undefined || undefined}>
      <tr>
        <td className={classes.line}>{line}</td>
        {headers.map((header, index) => (
          <td key={header}>
            <input
              className={classes.cell}
              aria-label={`${header}, line ${line}`}
              aria-describedby={`reason-${line}`}
              // Reasons name the column that they are about.
              data-wrong={(mended === undefined && reason.includes(`${header}: `)) || undefined}
              value={shown[index]}
              onChange={(event) => onChange(shown.with(index, event.currentTarget.value))}
            />
          </td>
        ))}
      </tr>
      <tr>
        <td />
        <td id={`reason-${line}`} colSpan={headers.length} className={classes.reason}>
          <span>{reason}</span>
        </td>
      </tr>
    </tbody>
  )
}
