import { Button, Group } from '@mantine/core'
import type { Tag } from '../../api.ts'
import { Notice } from '../../parts/notice.tsx'
import { numberText } from '../../parts/number-text.ts'

type Props = { tags: Tag[]; verb: string; pick: (tag: Tag) => void }

/** Tags that may be meant instead, each to be taken with a click. */
export function SimilarTags({ tags, verb, pick }: Props) {
  if (tags.length === 0) return null
  return (
    <Notice tone="warn">
      <span role="status">{tags.length === 1 ? 'A tag like this exists.' : 'Tags like this exist.'} Is it meant?</span>
      <Group gap={6} mt={6}>
        {tags.map((tag) => (
          <Button key={tag.id} size="compact-xs" variant="default" onClick={() => pick(tag)}>
            {verb} “{tag.name}” ({numberText(tag.contactCount)})
          </Button>
        ))}
      </Group>
    </Notice>
  )
}
