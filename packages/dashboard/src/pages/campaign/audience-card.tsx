import { SegmentedControl } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import { AudiencePart } from './audience-part.tsx'
import classes from './composer.module.css'
import type { Draft } from './draft.ts'
import { Readiness } from './readiness.tsx'
import { TopicSelect } from './topic-select.tsx'

const WHO = [
  { value: 'chosen', label: 'People I choose' },
  { value: 'everyone', label: 'Everyone' },
]

type Props = { draft: Pick<Draft, 'audience' | 'topic'>; lacks: string[]; set: (change: Partial<Draft>) => void }

/** Who gets it: any of these, none of those, and of them who gets the topic. */
export function AudienceCard({ draft: { audience, topic }, lacks, set }: Props) {
  const onChange = (next: Draft['audience']) => set({ audience: next })
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
        <TopicSelect value={topic} onChange={(next) => set({ topic: next })} />
      </div>
    </Panel>
  )
}
