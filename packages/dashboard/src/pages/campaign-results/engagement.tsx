import { Link } from '@tanstack/react-router'
import type { Campaign, CampaignResults } from '../../api.ts'
import figures from '../../parts/figures.module.css'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './overview.module.css'

type Props = { campaign: Campaign; results: CampaignResults }

/** Opens and clicks, of people once and in all, and apart from them those of machines. */
export function Engagement({ campaign: { tracking }, results: { opened, clicked } }: Props) {
  return (
    <Panel title="Opens and clicks">
      <table className={`${figures.figures} ${classes.counts}`}>
        <thead>
          <tr>
            <th scope="col">
              <span aria-hidden />
            </th>
            <th scope="col">People</th>
            <th scope="col">In all</th>
            <th scope="col">By machines</th>
          </tr>
        </thead>
        <tbody>
          <Line label="Opens" did="opened" counted={opened} isTracked={tracking.opens} />
          <Line label="Clicks" did="clicked" counted={clicked} isTracked={tracking.clicks} />
        </tbody>
      </table>
      <p className={classes.quiet}>
        Machines are mail programs that load pictures beforehand and scanners that follow links. They say nothing about
        the person, so they are in none of the other numbers on this page.
      </p>
    </Panel>
  )
}

type LineProps = { label: string; did: 'opened' | 'clicked'; counted: CampaignResults['opened']; isTracked: boolean }

function Line({ label, did, counted: { people, total, machine }, isTracked }: LineProps) {
  if (!isTracked && total + machine.total === 0) {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td colSpan={3} className={classes.machines}>
          not tracked
        </td>
      </tr>
    )
  }
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <Link
          to="."
          search={{ did }}
          preload={false}
          aria-label={`${label} by ${numberText(people)} people: show them`}
        >
          {numberText(people)}
        </Link>
      </td>
      <td>{numberText(total)}</td>
      <td className={classes.machines}>
        <Link
          to="."
          search={{ did: `machine_${did}` }}
          preload={false}
          aria-label={`${label} by machines, ${numberText(machine.total)}: show whose`}
        >
          {numberText(machine.total)}
        </Link>
      </td>
    </tr>
  )
}
