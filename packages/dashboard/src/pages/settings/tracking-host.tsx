import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './settings.module.css'
import { TrackingHostForm } from './tracking-host-form.tsx'
import { TrackingHostRecord } from './tracking-host-record.tsx'

/** The host of one's own that links and the pixel lead through. */
export function TrackingHost() {
  const query = useQuery({
    queryKey: ['tracking-host'],
    queryFn: ({ signal }) => client.trackingHost.get({ signal }),
  })
  return (
    <Panel title="Links under your own name">
      <Answer query={query} waiting={<Waiting height={140} />}>
        {(now) => (
          <div className={classes.stack}>
            <p className={classes.quiet} style={{ margin: 0 }}>
              Tracked links and the pixel begin with <strong>{now.linksBeginWith}</strong>. Under a host of your own
              readers see whose links they are, and your mail does not share the reputation of another name.
            </p>
            <TrackingHostForm key={now.host} host={now.host} />
            {now.record && <TrackingHostRecord found={now} record={now.record} />}
          </div>
        )}
      </Answer>
    </Panel>
  )
}
