import { Button } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { IconTable } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { Bars } from './bars.tsx'
import { PeopleList } from './people-list.tsx'
import classes from './segment.module.css'

type Props = { live: LivePreview; group: string | undefined; onGroup: (pointer: string) => void }

const SHOWN = 10

/** Who would be in if one thing were otherwise, by that one thing. */
export function NearMisses({ live: { filter }, group, onGroup }: Props) {
  const query = useQuery({
    queryKey: ['preview', 'near', filter, group],
    queryFn: async ({ signal }) => {
      const ask = (condition?: string) =>
        client.segments.nearMisses({ filters: filter, condition, limit: SHOWN }, { signal })
      // The group of the address may belong to an earlier rule.
      return group === undefined ? ask() : ask(group).catch(() => ask())
    },
    placeholderData: keepPreviousData,
  })
  return (
    <Answer query={query} waiting={<Waiting rows={5} />}>
      {(reply) => <Misses reply={reply} onGroup={onGroup} filter={query.isPlaceholderData ? undefined : filter} />}
    </Answer>
  )
}

type MissesProps = {
  reply: Reply<'segments.nearMisses'>
  onGroup: Props['onGroup']
  /** The rule that they nearly match; absent while the answer is that of an earlier one. */
  filter: Filter | undefined
}

function Misses({ reply, onGroup, filter }: MissesProps) {
  const { asked, total, groups, people } = reply
  const all = filter && people.condition ? failingOnly(filter, people.condition) : undefined
  if (groups.length === 0 || total === 0) {
    return <p className={classes.quiet}>Nobody is one condition away from this rule.</p>
  }
  const bars = groups.map(({ pointer, sentence, count }) => ({
    key: pointer,
    label: sentence,
    count,
    isChosen: pointer === people.condition,
    onChoose: () => onGroup(pointer),
  }))
  return (
    <>
      <p className={classes.quiet}>
        {countText(total, 'person is', 'people are')} nearly in. {asked}
      </p>
      <Bars label="The one condition that they fail" bars={bars} whole={total} />
      <div className={classes.lookHead}>
        <h2 className={classes.lookTitle}>
          {countText(people.total, 'person fails', 'people fail')} only this one
          {people.total > people.data.length && `; the newest ${people.data.length}`}
        </h2>
        {all && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTable size={14} />}
            renderRoot={(props) => <Link to="/contacts" search={{ filters: all }} {...props} />}
          >
            See all in Contacts
          </Button>
        )}
      </div>
      <PeopleList people={people.data} />
    </>
  )
}

/** The rule with just that condition turned round; only where all of its conditions have to hold. */
function failingOnly({ match, conditions }: Filter, pointer: string): Filter | undefined {
  const place = Number(/^\/filters\/conditions\/(\d+)$/.exec(pointer)?.[1] ?? -1)
  const failed = conditions[place]
  if (match !== 'all' || !failed) return undefined
  return { match, conditions: conditions.with(place, { match: 'none', conditions: [failed] }) }
}
