import { Button } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { IconUserSearch } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { withoutCondition } from './segment-filter.ts'

type Props = {
  filters: Filter
  q: string | undefined
  /** What each condition says, if they can be taken away one by one. */
  sentences: string[] | undefined
  change: (filter: Filter) => void
  clearSearch: () => void
  showEveryone: () => void
}

// So many ways are tried; whoever has more conditions sees the first of them.
const MOST_WAYS = 8

/** Nobody is left: which single step back would bring how many people. */
export function NobodyMatches(props: Props) {
  const ways = waysBack(props).slice(0, MOST_WAYS)
  const found = useQueries({
    queries: ways.map(({ ask }) => ({
      queryKey: ['contacts', 'loosened', ask],
      queryFn: ({ signal }: { signal: AbortSignal }) => client.contacts.search({ ...ask, limit: 1 }, { signal }),
    })),
  })
  const isAsking = found.some(({ isPending }) => isPending)
  const helpful = ways
    .map((way, place) => ({ ...way, total: found[place]?.data?.total ?? 0 }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
  return (
    <EmptyState
      icon={<IconUserSearch size={20} />}
      title="Nobody matches"
      action={
        <>
          {helpful.map(({ label, total, run }) => (
            <Button key={label} variant="default" maw="100%" onClick={run}>
              {label}: {countText(total, 'person', 'people')}
            </Button>
          ))}
          <Button variant="subtle" onClick={props.showEveryone}>
            Show everyone
          </Button>
        </>
      }
    >
      {helpful.length > 0 || isAsking
        ? 'No contact matches all of this right now. Loosen it by one step:'
        : 'No contact matches this right now, and leaving out one part of it alone brings nobody back.'}
    </EmptyState>
  )
}

type Way = { label: string; ask: { filters: Filter; q?: string }; run: () => void }

function waysBack({ filters, q, sentences = [], change, clearSearch }: Props): Way[] {
  const search = q ? [{ label: `Without the search “${q}”`, ask: { filters }, run: clearSearch }] : []
  const conditions = sentences.map((sentence, place) => {
    const looser = withoutCondition(filters, place)
    return { label: `Without “${sentence}”`, ask: { filters: looser, q }, run: () => change(looser) }
  })
  return [...search, ...conditions]
}
