import { useQuery } from '@tanstack/react-query'
import figures from '../../parts/figures.module.css'
import { numberText } from '../../parts/number-text.ts'
import { shareText } from '../../parts/share-text.ts'
import { providersQuery } from '../settings/providers.ts'
import type { Reputation } from './reputation.ts'
import classes from './statistics.module.css'

type Window = Reputation['windows'][number]
type Line = { key: string; label: string } & Pick<Window, 'sent' | 'bounceRate' | 'complaintRate'>

/** The same over other times, and of the last 90 days by the sender's domain and by provider. */
export function ReputationTable({ reputation: { windows, domains, providers } }: { reputation: Reputation }) {
  const { data } = useQuery(providersQuery)
  const nameOf = (id: string) => data?.data.find((provider) => provider.id === id)?.name ?? id
  const longest = (of: Window[]) => of.flatMap((window) => (window.days === 90 ? [window] : []))
  return (
    <details>
      <summary className={classes.quiet}>Over other times, by domain and provider</summary>
      <div className={classes.scroller}>
        <Lines
          heading="Time"
          lines={windows.map((window) => ({
            ...{ ...window, key: String(window.days) },
            label: window.days === 1 ? 'Last day' : `Last ${window.days} days`,
          }))}
        />
        <Lines
          heading="Domain of the sender, last 90 days"
          lines={domains.flatMap(({ domain, windows: of }) =>
            longest(of).map((window) => ({ ...window, key: domain, label: domain })),
          )}
        />
        <Lines
          heading="Provider, last 90 days"
          lines={providers.flatMap(({ provider, windows: of }) =>
            longest(of).map((window) => ({ ...window, key: provider, label: nameOf(provider) })),
          )}
        />
      </div>
    </details>
  )
}

function Lines({ heading, lines }: { heading: string; lines: Line[] }) {
  if (lines.length === 0) return null
  return (
    <table className={figures.figures}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">Sent</th>
          <th scope="col">Bounces</th>
          <th scope="col">Complaints</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, sent, bounceRate, complaintRate }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{numberText(sent)}</td>
            <td>{shareText(bounceRate)}</td>
            <td>{shareText(complaintRate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
