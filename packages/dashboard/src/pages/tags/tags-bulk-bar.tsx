import { Button } from '@mantine/core'
import type { Tag } from '../../api.ts'
import { ChosenBar } from '../../parts/chosen-bar.tsx'
import { countText } from '../../parts/number-text.ts'
import { ColorPick } from './color-pick.tsx'
import type { Doing } from './doing.ts'
import { useTagChange } from './use-tag-change.ts'

type Props = { tags: Tag[]; start: (doing: Doing) => void; clear: () => void }

/** What can be done with the tags that are ticked. */
export function TagsBulkBar({ tags, start, clear }: Props) {
  const change = useTagChange()
  if (tags.length === 0) return null
  const count = countText(tags.length, 'tag')
  return (
    <ChosenBar things="tags" count={count} clearWords="Select no tag" clear={clear}>
      <ColorPick name={count} color={null} onChange={(color) => change(tags, { color }, `${count} recoloured.`)} />
      {tags.length > 1 && (
        <Button size="xs" variant="default" onClick={() => start({ what: 'merge', tags })}>
          Merge
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => start({ what: 'delete', tags })}>
        Delete
      </Button>
    </ChosenBar>
  )
}
