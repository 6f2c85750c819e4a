import { Button, Code } from '@mantine/core'
import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useChange } from '../../use-change.ts'
import { type AuditEntry, deedText, labelText, valueWords, whoText } from './audit-words.ts'
import { findUndo } from './find-undo.ts'
import classes from './settings.module.css'

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })
const FAMILIES = [
  'project',
  'people',
  'keys',
  'tags',
  'fields',
  'segments',
  'topics',
  'templates',
  'contacts',
  'preview',
  'audit',
]

type Props = { entry: AuditEntry; mayUndo: boolean; onActor: (actor: string) => void }

/** One change: who, what, when, what it was and became, and the way back where there is one. */
export function AuditEntryLine({ entry, mayUndo, onActor }: Props) {
  const { actor, at, name, before, after } = entry
  const run = mayUndo ? findUndo(entry) : undefined
  const undo = useChange(async () => run?.(), { changes: FAMILIES })
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return (
    <article className={classes.line}>
      <div className={classes.words}>
        <button type="button" className={classes.name} title="Only what they did" onClick={() => onActor(actor)}>
          {whoText(entry)}
        </button>{' '}
        {deedText(entry)} <ThingLink entry={entry}>{name || 'for anybody'}</ThingLink>{' '}
        <time className={classes.quiet} dateTime={at}>
          {time.format(new Date(at))}
        </time>
        <dl className={classes.diff}>
          {keys.map((key) => (
            <Difference key={key} name={key} entry={entry} />
          ))}
        </dl>
      </div>
      {run && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          Undo
        </Button>
      )}
    </article>
  )
}

function Difference({ name, entry: { change, before, after } }: { name: string; entry: AuditEntry }) {
  return (
    <>
      <dt>{labelText(name)}</dt>
      <dd>
        {change !== 'created' && (
          <del>
            <Value value={before[name]} />
          </del>
        )}
        {change === 'updated' && <IconArrowRight size={13} aria-label="became" className={classes.arrow} />}
        {change !== 'deleted' && (
          <ins>
            <Value value={after[name]} />
          </ins>
        )}
      </dd>
    </>
  )
}

/** A value in words; a rule or another structure only for who asks. */
function Value({ value }: { value: unknown }) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return valueWords(value)
  return (
    <details className={classes.rule}>
      <summary>a rule</summary>
      <Code block>{JSON.stringify(value, null, 2)}</Code>
    </details>
  )
}

/** The way to what was changed, as long as it is there. */
function ThingLink({ entry, children }: { entry: AuditEntry; children: ReactNode }) {
  const link = entry.change === 'deleted' && entry.isLatest ? undefined : linkTo(entry)
  return link ? <Link {...link}>{children}</Link> : <strong>{children}</strong>
}

function linkTo({ kind, target, name }: AuditEntry): LinkProps | undefined {
  if (kind === 'segment') return { to: '/segments/$segment', params: { segment: target } }
  if (kind === 'campaign') return { to: '/campaigns/$campaign', params: { campaign: target } }
  if (kind === 'tag') return { to: '/tags', search: { q: name } }
  if (kind === 'field') return { to: '/settings/fields', search: { field: target } }
  if (kind === 'template') return { to: '/templates/$template', params: { template: target } }
  if (kind === 'topic') return { to: '/settings/topics', search: { topic: target } }
  if (kind === 'view') return { to: '/contacts', search: { view: target } }
  if (kind === 'key') return { to: '/settings/keys' }
  if (kind === 'project') return { to: '/settings/project' }
  return kind === 'user' || kind === 'invitation' ? { to: '/settings/people' } : undefined
}
