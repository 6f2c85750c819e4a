import { SegmentedControl } from '@mantine/core'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Panel } from '../../parts/panel.tsx'
import classes from './campaign.module.css'
import type { Audience } from './draft.ts'

const WHO = [
  { value: 'chosen', label: 'People in tags and segments' },
  { value: 'everyone', label: 'Everyone' },
]

type Props = { audience: Audience; onChange: (audience: Audience) => void }

/** Who gets it: any of these, and none of those. */
export function AudienceCard({ audience, onChange }: Props) {
  const { include, exclude = {} } = audience
  const toEveryone = include.everyone === true
  const setInclude = (change: Partial<typeof include>) =>
    onChange({ ...audience, include: tidy({ ...include, ...change }) })
  const setExclude = (change: Partial<typeof exclude>) =>
    onChange({ ...audience, exclude: tidy({ ...exclude, ...change }) })
  return (
    <Panel title="Who gets it">
      <div className={classes.fields}>
        <SegmentedControl
          fullWidth
          aria-label="Who gets it"
          data={WHO}
          value={toEveryone ? 'everyone' : 'chosen'}
          onChange={(who) => onChange({ ...audience, include: who === 'everyone' ? { everyone: true } : {} })}
        />
        {!toEveryone && (
          <div className={classes.pair}>
            <NamedPicker
              kind="tag"
              label="With any of these tags"
              showLabel
              value={include.tags ?? []}
              onChange={(tags) => setInclude({ tags })}
            />
            <NamedPicker
              kind="segment"
              label="In any of these segments"
              showLabel
              value={include.segments ?? []}
              onChange={(segments) => setInclude({ segments })}
            />
          </div>
        )}
        <div className={classes.pair}>
          <NamedPicker
            kind="tag"
            label="But nobody with these tags"
            showLabel
            value={exclude.tags ?? []}
            onChange={(tags) => setExclude({ tags })}
          />
          <NamedPicker
            kind="segment"
            label="And nobody in these segments"
            showLabel
            value={exclude.segments ?? []}
            onChange={(segments) => setExclude({ segments })}
          />
        </div>
        {(include.filters || exclude.filters) && (
          <Notice>A filter that was set through the API is part of this audience, too.</Notice>
        )}
      </div>
    </Panel>
  )
}

// The API refuses empty lists: what is empty is left away.
function tidy<Part extends { tags?: string[]; segments?: string[] }>(part: Part): Part {
  const { tags, segments, ...rest } = part
  // why: the same part with its empty lists left away
  return { ...rest, ...(tags?.length && { tags }), ...(segments?.length && { segments }) } as Part
}
