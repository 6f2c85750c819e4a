import { Anchor, Popover } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  IconLoader,
  IconPlugConnectedX,
  IconRefresh,
  IconTestPipe,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { countText, sizeText } from '../parts/number-text.ts'
import { useProject } from '../session.ts'
import { useMay } from '../use-may.ts'
import classes from './status-strip.module.css'
import { StatusDetails } from './status-strip-details.tsx'
import { type Status, useStatus } from './use-status.ts'

/** What the server is doing right now, and behind a click the details; `quiet` says nothing while there is nothing to say. */
export function StatusStrip({ quiet }: { quiet?: boolean }) {
  const { status, outage, isOld } = useStatus()
  const lines = outage ? [<Outage key="outage" words={outage} />] : [isOld && <OldBuild key="old" />, ...workOf(status)]
  const shown = lines.filter(Boolean)
  const isIdle = shown.length === 0
  const hasDemo = useProject()?.hasDemo === true
  if (isIdle && quiet) return hasDemo ? <Strip quiet lines={<DemoLine />} /> : null
  if (isIdle && !status) return <div className={classes.strip} />
  return (
    <Strip
      quiet={quiet}
      lines={
        <>
          {isIdle ? <Line tone="good">All counts are live</Line> : shown}
          {hasDemo && !quiet && !outage && <DemoLine />}
        </>
      }
    >
      {!quiet && !outage && <Details />}
    </Strip>
  )
}

type StripProps = { quiet: boolean | undefined; lines: ReactNode; children?: ReactNode }

function Strip({ quiet, lines, children }: StripProps) {
  return (
    <div className={classes.strip} data-quiet={quiet || undefined}>
      <div className={classes.lines} role="status" aria-label="Status">
        {lines}
      </div>
      {children}
    </div>
  )
}

/** So that nobody takes made-up people for theirs. */
function DemoLine() {
  const may = useMay()
  return (
    <Line tone="plain">
      Demo data
      {may('project:write') && (
        <Link to="/settings/project" hash="demo" className={classes.way}>
          Remove it
        </Link>
      )}
    </Line>
  )
}

function Details() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" width={290} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.details}
          aria-label="Details of the status"
          onClick={() => setOpen(!isOpen)}
        >
          <IconInfoCircle size={15} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <StatusDetails />}</Popover.Dropdown>
    </Popover>
  )
}

function workOf(status: Status | undefined): ReactNode[] {
  if (!status) return []
  const { index, imports, jobs, campaigns, stopped, disk } = status
  return [
    disk?.isLow && (
      <Line key="disk" tone="warn">
        Only {sizeText(disk.freeBytes)} of disk left
      </Line>
    ),
    ...stopped.map(({ id, name, status: became }) => (
      <Line key={id} tone="warn">
        <Link to="/campaigns/$campaign" params={{ campaign: id }}>
          {became === 'paused' ? 'Paused by itself' : 'Could not start'}: {name}
        </Link>
      </Line>
    )),
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
        <Link to="/contacts" search={{ job: id }}>
          Changing {countText(total ?? 0, 'person', 'people')}
        </Link>
        <Share {...{ done, total }} />
      </Line>
    )),
  ]
}

function Share({ done, total }: { done: number; total: number | null }) {
  if (!total) return null
  return <span className={`${classes.share} num`}>{Math.floor((100 * done) / total)} %</span>
}

function Outage({ words }: { words: string }) {
  return (
    <div className={classes.line} data-tone="bad">
      <IconPlugConnectedX size={15} aria-hidden />
      <span className={classes.words}>{words}</span>
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

const ICONS = { good: IconCircleCheck, accent: IconLoader, warn: IconAlertTriangle, plain: IconTestPipe }

function Line({ tone = 'accent', children }: { tone?: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[tone]
  return (
    <div className={classes.line} data-tone={tone}>
      <Icon size={15} aria-hidden />
      <span className={classes.words}>{children}</span>
    </div>
  )
}
