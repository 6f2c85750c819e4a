import { Link } from '@tanstack/react-router'
import figures from '../../parts/figures.module.css'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { shareText } from '../../parts/share-text.ts'
import classes from './link-map.module.css'
import type { LinkRow } from './link-rows.ts'

type Props = { rows: LinkRow[]; active: string | undefined; onActive: (key: string | undefined) => void }

/** The links in the order of the message, each with who clicked it. */
export function LinkTable({ rows, active, onActive }: Props) {
  const machine = rows.reduce((sum, row) => sum + row.machine, 0)
  return (
    <Panel title="Links">
      <table className={figures.figures}>
        <thead>
          <tr>
            <th scope="col">Link</th>
            <th scope="col">People</th>
            <th scope="col">Clicks</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.key}
              className={classes.row}
              data-active={row.key === active || undefined}
              onPointerEnter={() => onActive(row.key)}
              onPointerLeave={() => onActive(undefined)}
            >
              <th scope="row">
                <Address row={row} />
              </th>
              <td>
                <People row={row} />
              </td>
              <td>{numberText(row.total)}</td>
              <td>{shareText(row.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {machine > 0 && (
        <p className={classes.caption}>
          Scanners and mail programs followed links {numberText(machine)} times; those are not among them.
        </p>
      )}
    </Panel>
  )
}

/** Who clicked it; where one place leads everybody elsewhere, there is no one address to ask for. */
function People({ row: { people, urls } }: { row: LinkRow }) {
  const [link] = urls
  if (link === undefined || urls.length > 1) return numberText(people)
  return (
    <Link to="." search={{ link }} preload={false} aria-label={`${numberText(people)} clicked ${link}: show them`}>
      {numberText(people)}
    </Link>
  )
}

/** Text, not a link: following it would look like a click of somebody's. */
function Address({ row: { position, urls } }: { row: LinkRow }) {
  const [first] = urls
  return (
    <span className={classes.address}>
      <span className={classes.number}>{position ?? '–'}</span>
      <span title={first}>
        {first === undefined ? 'Different for everybody' : first.replace(/^https?:\/\/(www\.)?/, '')}
        {urls.length > 1 && <small> and {numberText(urls.length - 1)} more addresses</small>}
        {position === null && <small> reported from elsewhere</small>}
      </span>
    </span>
  )
}
