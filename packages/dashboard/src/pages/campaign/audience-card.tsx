import { SegmentedControl } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import { AudiencePart } from './audience-part.tsx'
import classes from './composer.module.css'
import type { Audience } from './draft.ts'
import { Readiness } from './readiness.tsx'

const WHO = [
  { value: 'chosen', label: 'People I choose' },
  { value: 'everyone', label: 'Everyone' },
]

type Props = { audience: Audience; lacks: string[]; onChange: (audience: Audience) => void }

/** Who gets it: any of these, and none of those. */
export function AudienceCard({ audience, lacks, onChange }: Props) {
  const { include, exclude = {} } = audience
  const toEveryone = include.everyone === true
  return (
    <Panel title="Who gets it" aside={<Readiness lacks={lacks} />}>
      <div className={classes.fields}>
        <SegmentedControl
          fullWidth
          aria-label="Who gets it"
          data={WHO}
          value={toEveryone ? 'everyone' : 'chosen'}
          onChange={(who) => onChange({ ...audience, include: who === 'everyone' ? { everyone: true } : {} })}
        />
        {!toEveryone && (
          <AudiencePart
            part={include}
            labels={{
              tags: 'With any of these tags',
              segments: 'In any of these segments',
              filter: 'Or whoever matches a filter',
            }}
            onChange={(part) => onChange({ ...audience, include: part })}
          />
        )}
        <AudiencePart
          part={exclude}
          labels={{
            tags: 'But nobody with these tags',
            segments: 'And nobody in these segments',
            filter: 'And nobody who matches a filter',
          }}
          onChange={(part) => onChange({ ...audience, exclude: part })}
        />
      </div>
    </Panel>
  )
}
