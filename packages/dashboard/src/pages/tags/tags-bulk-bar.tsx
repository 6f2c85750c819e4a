import { Button, CloseButton } from '@mantine/core'
import type { Tag } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { ColorPick } from './color-pick.tsx'
import type { Doing } from './doing.ts'
import classes from './tags.module.css'
import { useTagChange } from './use-tag-change.ts'

type Props = { tags: Tag[]; start: (doing: Doing) => void; clear: () => void }

/** What can be done with the tags that are ticked. */
export function TagsBulkBar({ tags, start, clear }: Props) {
  const change = useTagChange()
  if (tags.length === 0) return null
  const count = countText(tags.length, 'tag')
  return (
    <div className={classes.bulk} role="toolbar" aria-label="With the selected tags">
      <strong className="num" aria-live="polite">
        {count} selected
      </strong>
      <ColorPick name={count} color={null} onChange={(color) => change(tags, { color }, `${count} recoloured.`)} />
      {tags.length > 1 && (
        <Button size="xs" variant="default" onClick={() => start({ what: 'merge', tags })}>
          Merge
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => start({ what: 'delete', tags })}>
        Delete
      </Button>
      <CloseButton aria-label="Select no tag" onClick={clear} />
    </div>
  )
}
