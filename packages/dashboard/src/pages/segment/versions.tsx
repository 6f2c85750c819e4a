import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconRestore } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import kept from '../../parts/kept-list.module.css'
import { countText, numberText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { RuleChanges } from './rule-changes.tsx'
import { VersionDiff } from './version-diff.tsx'
import classes from './versions.module.css'

type Version = Reply<'segments.versions'>['data'][number]
type Compared = { from?: number | undefined; to?: number | undefined }
type Props = { segment: string; compared: Compared; onCompare: (compared: Compared) => void }

/** Every rule that a segment had: who saved it, what it changed, whom it would match now; each can be the rule again. */
export function Versions({ segment, compared, onCompare }: Props) {
  const query = usePages<Version>(['segments', 'versions', segment], (page) =>
    client.segments.versions(segment, page.query, page.options),
  )
  const restore = useChange((version: number) => client.segments.restore(segment, { version }), {
    changes: ['segments', 'contacts'],
    undo: (_, version) => {
      const current = query.data?.pages[0]?.data.find(({ isCurrent }) => isCurrent)?.version
      if (current === undefined) return undefined
      return {
        words: `The rule is that of version ${version} again.`,
        run: () => client.segments.restore(segment, { version: current }),
      }
    },
  })
  return (
    <PagedAnswer query={query} none={null}>
      {(versions) => (
        <>
          {versions.length > 1 && (
            <VersionDiff segment={segment} newest={versions[0]?.version ?? 1} {...compared} onCompare={onCompare} />
          )}
          <ol className={kept.list} aria-label="Versions">
            {versions.map((version) => (
              <OneVersion
                key={version.version}
                version={version}
                busy={restore.isPending && restore.variables === version.version}
                onRestore={() => restore.mutate(version.version)}
              />
            ))}
          </ol>
        </>
      )}
    </PagedAnswer>
  )
}

type OneProps = { version: Version; busy: boolean; onRestore: () => void }

function OneVersion({ version: given, busy, onRestore }: OneProps) {
  const mayWrite = useMay()('segments:write')
  const { version, isCurrent, sentence, changes, problem, createdAt, createdBy, createdByName } = given
  return (
    <li className={kept.one}>
      <div className={kept.head}>
        <strong>Version {version}</strong>
        {isCurrent && <span className={kept.current}>in force</span>}
        {mayWrite && !isCurrent && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconRestore size={13} />}
            loading={busy}
            disabled={problem !== null}
            onClick={onRestore}
            aria-label={`Restore version ${version}`}
          >
            Restore
          </Button>
        )}
        <span className={`${classes.count} num`}>{countsText(given)}</span>
      </div>
      <div className={classes.quiet}>
        <Ago time={createdAt} /> {actorText(createdBy, createdByName)}
      </div>
      <p className={classes.sentence}>{sentence}</p>
      <RuleChanges changes={changes} />
      {problem && <p className={classes.problem}>It cannot be restored: {problem}</p>}
    </li>
  )
}

function countsText({ count, countWhenSaved }: Version): string {
  const then = countWhenSaved === null ? [] : [`${numberText(countWhenSaved)} then`]
  const now = count === null ? [] : [`${countText(count, 'person', 'people')} now`]
  return [...then, ...now].join(', ')
}
