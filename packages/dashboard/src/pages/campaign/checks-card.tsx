import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { problemIn } from '../../message/problem-in.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './checks.module.css'
import type { Draft } from './draft.ts'
import { FindingRow } from './finding-row.tsx'
import { type Checks, type ChecksState, errorsIn, warningsIn } from './use-checks.ts'

type Props = { state: ChecksState; draft: Draft }

/** Everything that was looked at before it leaves: what must be mended, what might be, and what is in order. */
export function ChecksCard({ state: { checks, error, isAsking, hasAskedLinks, askLinks, again }, draft }: Props) {
  const unreadable = problemIn(error)
  const fine = checks?.checks.filter(({ level }) => level === 'ok') ?? []
  const open = checks ? [...errorsIn(checks, true), ...warningsIn(checks), ...unknownIn(checks)] : []
  return (
    <Panel title="Before it leaves" aside={checks && summaryOf(checks)}>
      <div className={classes.checks} id="checks">
        {unreadable && <Notice tone="warn">The message cannot be read: it {unreadable.words}.</Notice>}
        {error && !unreadable && <ErrorState error={error} retry={again} />}
        {!checks && !error && <Waiting height={160} />}
        {open.length > 0 && (
          <ul className={classes.findings} aria-label="What was found">
            {open.map((finding, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one check may say the same twice
              <FindingRow key={at} finding={finding} draft={draft} />
            ))}
          </ul>
        )}
        {checks && (
          <div className={classes.foot}>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconRefresh size={14} />}
              loading={isAsking}
              onClick={again}
            >
              Check again
            </Button>
            {!hasAskedLinks && draft.channel === 'email' && (
              <Button variant="subtle" size="xs" disabled={isAsking} onClick={askLinks}>
                Check that every link works
              </Button>
            )}
          </div>
        )}
        {fine.length > 0 && (
          <details className={classes.fine}>
            <summary>{countText(fine.length, 'thing is', 'things are')} in order</summary>
            <ul className={classes.findings}>
              {fine.map((finding) => (
                <FindingRow key={finding.check} finding={finding} draft={draft} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  )
}

function unknownIn({ checks }: Checks) {
  return checks.filter(({ level }) => level === 'unknown')
}

function summaryOf(checks: Checks): string {
  const [errors, warnings] = [errorsIn(checks, true).length, warningsIn(checks).length]
  if (errors + warnings === 0) return 'Nothing to mend'
  const parts = [
    errors > 0 && `${countText(errors, 'thing')} to mend first`,
    warnings > 0 && `${countText(warnings, 'warning')}`,
  ]
  return parts.filter(Boolean).join(', ')
}
