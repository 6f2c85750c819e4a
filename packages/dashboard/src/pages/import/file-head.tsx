import { Notice } from '../../parts/notice.tsx'
import classes from './import.module.css'
import type { Preview } from './use-preview.ts'

/** The first rows of a file as they are understood, and its letters that are most easily read wrong. */
export function FileHead({ preview: { columns, rows, odd, problem } }: { preview: Preview }) {
  return (
    <>
      {problem && <Notice tone="warn">{problem}</Notice>}
      {odd.length > 0 && (
        <p className={classes.odd}>
          <span className={classes.quiet}>Do these look right? </span>
          {odd.map((cell) => (
            <span key={cell} className={classes.sample}>
              {cell}
            </span>
          ))}
        </p>
      )}
      {columns.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={classes.scroll} aria-label="The first rows" tabIndex={0}>
          <table className={classes.preview}>
            <thead>
              <tr>
                {columns.map(({ header }) => (
                  <th key={header}>{header}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their line
                <tr key={line}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}
