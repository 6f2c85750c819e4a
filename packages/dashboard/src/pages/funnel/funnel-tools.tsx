import { SegmentedControl } from '@mantine/core'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import classes from './funnel.module.css'
import type { FunnelSearch } from './search.ts'

const LOST = [
  { value: 'all', label: 'Everyone' },
  { value: 'without', label: 'Not lost' },
  { value: 'only', label: 'Lost' },
]

type Props = { search: FunnelSearch; go: (change: Partial<FunnelSearch>) => void }

/** Whose funnel is shown. */
export function FunnelTools({ search, go }: Props) {
  const { q = '', tag, segment, lost } = search
  const setLost = (value: string) => go({ lost: value === 'only' || value === 'without' ? value : undefined })
  return (
    <div className={toolbar.tools}>
      <SearchBox value={q} onChange={(text) => go({ q: text || undefined })} label="Search people" />
      <div className={classes.picker}>
        <NamedPicker
          kind="tag"
          label="Only people with the tag"
          value={tag ? [tag] : []}
          onChange={(ids) => go({ tag: ids.at(-1) })}
        />
      </div>
      <div className={classes.picker}>
        <NamedPicker
          kind="segment"
          label="Only people in the segment"
          value={segment ? [segment] : []}
          onChange={(ids) => go({ segment: ids.at(-1) })}
        />
      </div>
      <SegmentedControl size="xs" aria-label="Lost people" data={LOST} value={lost ?? 'all'} onChange={setLost} />
    </div>
  )
}
