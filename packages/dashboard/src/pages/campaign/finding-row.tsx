import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import classes from './checks.module.css'
import type { Draft } from './draft.ts'
import { MendLink } from './mend-link.tsx'
import type { Finding } from './use-checks.ts'

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, unknown: IconHelpCircle, ok: IconCircleCheck }
const WORDS = { error: 'Must be mended', warning: 'Warning', unknown: 'Not known', ok: 'In order' }

/** One thing that was looked at, and the way to where it can be mended. */
export function FindingRow({ finding, draft }: { finding: Finding; draft?: Draft }) {
  const { level, sentence } = finding
  const Icon = ICONS[level]
  return (
    <li className={classes.finding} data-level={level}>
      <Icon size={16} stroke={1.8} role="img" aria-label={WORDS[level]} />
      <span className={classes.sentence}>{sentence}</span>
      {draft && level !== 'ok' && <MendLink finding={finding} draft={draft} />}
    </li>
  )
}
