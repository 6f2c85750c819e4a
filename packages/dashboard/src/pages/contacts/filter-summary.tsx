import { Button, CloseButton } from '@mantine/core'
import { EVERYONE, type Filter } from '@rollcall/filters'
import type { LivePreview } from '../../builder/use-preview.ts'
import classes from './contacts.module.css'
import { MakeSegment } from './make-segment.tsx'
import { withoutCondition } from './segment-filter.ts'

type Props = {
  live: LivePreview
  onChange: (filter: Filter) => void
  /** The rule of a segment with the same people. */
  segment: Filter
  q: string | undefined
}

/** What the table is narrowed to while the builder is closed, condition by condition. */
export function FilterSummary({ live, onChange, segment, q }: Props) {
  const { filter, preview } = live
  if (filter.conditions.length === 0) return null
  const sentences = sentencesOf(live)
  return (
    <section className={classes.summary} aria-label="The filter">
      {sentences ? (
        sentences.map((sentence, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may say the same
          <span key={`${place} ${sentence}`} className={classes.chip}>
            <span>{sentence}</span>
            <CloseButton
              size="xs"
              aria-label={`Remove: ${sentence}`}
              onClick={() => onChange(withoutCondition(filter, place))}
            />
          </span>
        ))
      ) : (
        <span className={classes.chipText}>{preview?.sentence ?? '…'}</span>
      )}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onChange(EVERYONE)}>
        Clear all
      </Button>
      <MakeSegment filters={segment} q={q} />
    </section>
  )
}

/** A sentence for each condition, where they narrow one after the other. */
export function sentencesOf({ filter, preview, isStale }: LivePreview): string[] | undefined {
  const steps = preview?.funnel
  const isOfThis = !isStale && filter.match === 'all' && steps?.length === filter.conditions.length
  return isOfThis ? steps.map(({ sentence }) => sentence) : undefined
}
