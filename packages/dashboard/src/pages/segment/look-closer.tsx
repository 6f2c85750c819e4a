import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { memo, useEffect, useRef } from 'react'
import type { Catalogue } from '../../builder/catalogue.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { Breakdown } from './breakdown.tsx'
import { ExamplePeople } from './example-people.tsx'
import { History } from './history.tsx'
import { NearMisses } from './near-misses.tsx'
import { type Asked, LOOKS, type SegmentSearch } from './search.ts'
import classes from './segment.module.css'
import { Versions } from './versions.tsx'
import { Why } from './why.tsx'

const NAMES = {
  people: 'People',
  near: 'Near misses',
  breakdown: 'Breakdown',
  why: 'Why someone',
  history: 'History',
  versions: 'Versions',
}

// A rule that is not saved has none of these.
const OF_SAVED: readonly string[] = ['history', 'versions']

type Props = {
  /** The id of the saved segment, if the rule is one's. */
  segment: string | undefined
  live: LivePreview
  catalogue: Catalogue | undefined
}

/** Questions about whom the rule as it stands is about; which one is asked stands in the address. */
export const LookCloser = memo(function LookCloser({ segment, live, catalogue }: Props) {
  const { search, ask } = useLook()
  const look = search.look ?? 'people'
  const place = useRef<HTMLElement>(null)
  const isDrawn = catalogue !== undefined
  // A link to one of the questions leads to it, once what stands above has its height.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as one arrives
  useEffect(() => {
    if (isDrawn && search.look) place.current?.scrollIntoView({ block: 'start' })
  }, [isDrawn])
  const isAsked = (name: keyof typeof NAMES) => look === name
  return (
    <section ref={place} className={classes.look} aria-label="Look closer">
      <Tabs
        value={look}
        onChange={(picked) => ask({ look: LOOKS.find((known) => known === picked && known !== 'people') })}
        keepMounted={false}
      >
        <Tabs.List>
          {LOOKS.filter((name) => !OF_SAVED.includes(name) || segment !== undefined).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {NAMES[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={look} pt="md">
          {isAsked('people') && <ExamplePeople live={live} catalogue={catalogue} />}
          {isAsked('near') && <NearMisses live={live} group={search.near} onGroup={(near) => ask({ near })} />}
          {isAsked('breakdown') && (
            <Breakdown live={live} catalogue={catalogue} by={search.by ?? 'status'} onBy={(by) => ask({ by })} />
          )}
          {isAsked('history') && segment && <History segment={segment} search={search} onAsk={ask} />}
          {isAsked('versions') && segment && <Versions segment={segment} compared={search} onCompare={ask} />}
          {isAsked('why') && <Why live={live} contact={search.contact} onContact={(contact) => ask({ contact })} />}
        </Tabs.Panel>
      </Tabs>
    </section>
  )
})

// A rule that is being written and one that is saved have pages of their own and the same questions.
function useLook() {
  const search: SegmentSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const ask = (change: Asked) =>
    void navigate({ to: '.', search: (known) => ({ ...known, ...change }), replace: true, resetScroll: false })
  return { search, ask }
}
