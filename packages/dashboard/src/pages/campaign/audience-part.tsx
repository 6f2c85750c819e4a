import { Button, Skeleton } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { isFilter } from '../../search-params.ts'
import classes from './composer.module.css'
import type { Audience } from './draft.ts'

type Part = Audience['include']

type Props = {
  part: Part
  labels: { tags: string; segments: string; filter: string }
  onChange: (part: Part) => void
}

// The builder is half of the composer's code, and most audiences are tags and segments.
const AudienceFilter = lazy(async () => ({ default: (await import('./audience-filter.tsx')).AudienceFilter }))

/** One side of an audience: tags, segments and a filter of its own. */
export function AudiencePart({ part, labels, onChange }: Props) {
  const [isOpen, setOpen] = useState(part.filters !== undefined)
  const set = (change: Partial<Part>) => onChange(tidy({ ...part, ...change }))
  return (
    <>
      <div className={classes.pair}>
        <NamedPicker
          kind="tag"
          label={labels.tags}
          showLabel
          value={part.tags ?? []}
          onChange={(tags) => set({ tags })}
        />
        <NamedPicker
          kind="segment"
          label={labels.segments}
          showLabel
          value={part.segments ?? []}
          onChange={(segments) => set({ segments })}
        />
      </div>
      {isOpen ? (
        <Suspense fallback={<Skeleton height={96} />}>
          <AudienceFilter
            label={labels.filter}
            saved={isFilter(part.filters) ? part.filters : undefined}
            onChange={(filters) => set({ filters })}
            onSegment={(segment) => {
              set({ filters: undefined, segments: [...(part.segments ?? []), segment] })
              setOpen(false)
            }}
            onClose={() => {
              set({ filters: undefined })
              setOpen(false)
            }}
          />
        </Suspense>
      ) : (
        <Button
          variant="subtle"
          size="xs"
          className={classes.add}
          leftSection={<IconFilter size={14} />}
          onClick={() => setOpen(true)}
        >
          {labels.filter}
        </Button>
      )}
    </>
  )
}

// The API refuses empty lists: what is empty is left away.
function tidy({ tags, segments, filters, ...rest }: Part): Part {
  return {
    ...rest,
    ...(tags?.length && { tags }),
    ...(segments?.length && { segments }),
    ...(filters !== undefined && { filters }),
  }
}
