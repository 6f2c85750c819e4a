import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { VERSIONS } from '../../parts/versions.ts'
import classes from './composer.module.css'
import type { Draft } from './draft.ts'
import { TestFields } from './test-fields.tsx'
import { TextVersion } from './text-version.tsx'
import { VersionFields } from './version-fields.tsx'
import { BLANK_VERSION, firstTest, MOST_OTHERS, type VersionDraft } from './versions.ts'

type Props = { draft: Draft; set: (change: Partial<Draft>) => void }

/** Other versions of the message, and how they are tried against each other. */
export function VersionsPart({ draft, set }: Props) {
  const { variants, channel } = draft
  const test = draft.test ?? firstTest(channel)
  const Fields = channel === 'email' ? VersionFields : TextVersion
  const setVersions = (next: VersionDraft[]) => set({ variants: next, test: next.length > 0 ? test : null })
  return (
    <section className={classes.versions} aria-label="Versions">
      {variants.length > 0 && <p className={classes.quiet}>What stands above is version A.</p>}
      {variants.map((version, place) => (
        <Fields
          // biome-ignore lint/suspicious/noArrayIndexKey: a version is known by its place alone
          key={place}
          letter={VERSIONS[place + 1]}
          version={version}
          original={draft}
          onChange={(change) =>
            setVersions(variants.map((other, at) => (at === place ? { ...version, ...change } : other)))
          }
          onRemove={() => setVersions(variants.filter((_, at) => at !== place))}
        />
      ))}
      {variants.length < MOST_OTHERS && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => setVersions([...variants, BLANK_VERSION])}
          >
            {variants.length === 0 ? 'Try another version (A/B)' : `Add version ${VERSIONS[variants.length + 1]}`}
          </Button>
        </div>
      )}
      {variants.length > 0 && <TestFields test={test} channel={channel} onChange={(next) => set({ test: next })} />}
    </section>
  )
}
