import { Anchor } from '@mantine/core'
import { IconCircleCheck, IconLoader, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { numberText } from '../parts/number-text.ts'
import classes from './status-strip.module.css'
import { type Status, useStatus } from './use-status.ts'

/** What the server is doing right now; `quiet` says nothing while there is nothing to say. */
export function StatusStrip({ quiet }: { quiet?: boolean }) {
  const { status, isOffline, isOld } = useStatus()
  const lines = isOffline ? [<Offline key="offline" />] : [isOld && <OldBuild key="old" />, ...workOf(status)]
  const shown = lines.filter(Boolean)
  if (shown.length === 0 && (quiet || !status)) return quiet ? null : <div className={classes.strip} />
  return (
    <div className={classes.strip} role="status" aria-label="Status">
      {shown.length > 0 ? shown : <Line tone="good">All counts are live</Line>}
    </div>
  )
}

function workOf(status: Status | undefined): ReactNode[] {
  if (!status) return []
  const { index, imports, jobs, campaigns } = status
  return [
    index === 'loading' && <Line key="index">Loading the audience index</Line>,
    ...imports.map(({ id, name, done, total }) => (
      <Line key={id}>
        <Link to="/import" search={{ import: id }}>
          Importing {name}
        </Link>
        <Share {...{ done, total }} />
      </Line>
    )),
    ...campaigns.map(({ id, name, done, total }) => (
      <Line key={id}>
        <Link to="/campaigns/$campaign" params={{ campaign: id }}>
          Sending {name}
        </Link>
        <Share {...{ done, total }} />
      </Line>
    )),
    ...jobs.map(({ id, done, total }) => (
      <Line key={id}>
        Changing {numberText(total ?? 0)} people
        <Share {...{ done, total }} />
      </Line>
    )),
  ]
}

function Share({ done, total }: { done: number; total: number | null }) {
  if (!total) return null
  return <span className={`${classes.share} num`}>{Math.floor((100 * done) / total)} %</span>
}

function Offline() {
  return (
    <div className={classes.line} data-tone="bad">
      <IconPlugConnectedX size={15} aria-hidden />
      <span className={classes.words}>Rollcall does not answer. Trying again.</span>
    </div>
  )
}

function OldBuild() {
  return (
    <div className={classes.line} data-tone="accent">
      <IconRefresh size={15} aria-hidden />
      <span className={classes.words}>
        A newer Rollcall is here.{' '}
        <Anchor component="button" type="button" inherit onClick={() => location.reload()}>
          Load it
        </Anchor>
      </span>
    </div>
  )
}

function Line({ tone = 'accent', children }: { tone?: 'good' | 'accent'; children: ReactNode }) {
  const Icon = tone === 'good' ? IconCircleCheck : IconLoader
  return (
    <div className={classes.line} data-tone={tone}>
      <Icon size={15} aria-hidden />
      <span className={classes.words}>{children}</span>
    </div>
  )
}
