import { useQuery } from '@tanstack/react-query'
import { Panel } from '../../parts/panel.tsx'
import { type Use, UseList } from '../../parts/use-list.tsx'
import { usesQuery } from './segment-queries.ts'

/** What uses a segment right now; nothing until it is known. */
export function useUses(segment: string): Use[] | undefined {
  return useQuery(usesQuery(segment)).data?.data
}

/** The campaigns, segments and views that ask for a segment; nothing where none does. */
export function UsedBy({ segment }: { segment: string }) {
  const uses = useUses(segment) ?? []
  if (uses.length === 0) return null
  return (
    <Panel title="Used by">
      <UseList uses={uses} />
    </Panel>
  )
}
