import { NumberInput } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { RuleChanges } from './rule-changes.tsx'
import classes from './versions.module.css'

type Props = {
  segment: string
  newest: number
  from?: number | undefined
  to?: number | undefined
  onCompare: (compared: { from: number; to: number }) => void
}

/** How any two versions differ, in words and in people. */
export function VersionDiff({ segment, newest, from: givenFrom, to: givenTo, onCompare }: Props) {
  const within = (version: number) => Math.min(Math.max(1, Math.round(version)), newest)
  const to = within(givenTo ?? newest)
  const from = within(givenFrom ?? to - 1)
  const query = useQuery({
    queryKey: ['segments', 'diff', segment, from, to],
    queryFn: ({ signal }) => client.segments.diff(segment, { from, to }, { signal }),
    placeholderData: keepPreviousData,
  })
  const input = (label: string, value: number, write: (version: number) => void) => (
    <NumberInput
      aria-label={label}
      className={classes.number}
      size="xs"
      min={1}
      max={newest}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(given) => typeof given === 'number' && write(given)}
    />
  )
  return (
    <section className={classes.diff} aria-label="Difference of two versions">
      <div className={classes.pair}>
        From version {input('From version', from, (version) => onCompare({ from: version, to }))} to{' '}
        {input('To version', to, (version) => onCompare({ from, to: version }))}
      </div>
      <Answer query={query} waiting={<Waiting rows={1} />}>
        {(diff) => <Difference diff={diff} />}
      </Answer>
    </section>
  )
}

function Difference({ diff: { changes, added, removed } }: { diff: Reply<'segments.diff'> }) {
  return (
    <>
      <p className={classes.people}>
        {added === null || removed === null
          ? 'One of them names something that is gone, so its people cannot be compared.'
          : peopleText(added, removed)}
      </p>
      {changes.length === 0 && <p className={classes.quiet}>Both ask the same.</p>}
      <RuleChanges changes={changes} />
    </>
  )
}

function peopleText(added: number, removed: number): string {
  if (added + removed === 0) return 'They match the same people right now.'
  const more = countText(added, 'person more', 'people more')
  const fewer = countText(removed, 'person no longer', 'people no longer')
  return `Right now that is ${[added > 0 && more, removed > 0 && fewer].filter(Boolean).join(', and ')}.`
}
