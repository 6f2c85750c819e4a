import { Popover, UnstyledButton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Tag } from '../../api.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import { UseList } from '../../parts/use-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './tags.module.css'
import { useUses } from './use-uses.ts'

/** In how many places a tag is used, as the way to see which. */
export function TagUses({ tag, children }: { tag: Tag; children?: ReactNode }) {
  const [opened, setOpened] = useState(false)
  const { name, useCount } = tag
  const words = children ?? <span className="num">{numberText(useCount)}</span>
  if (useCount === 0) return <span className={classes.quiet}>{words}</span>
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.uses}
          onClick={() => setOpened(!opened)}
          aria-label={`${name} is used in ${countText(useCount, 'place')}`}
        >
          {words}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Users tag={tag} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Users({ tag }: { tag: Tag }) {
  const uses = useUses([tag]).data
  return uses ? <UseList uses={uses} /> : <Waiting height={24} />
}
